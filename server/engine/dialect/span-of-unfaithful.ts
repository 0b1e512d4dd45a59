import type { Span } from '../../../estimator/sql/span.js';
import { tokenize } from '../../../estimator/sql/statement-tokens.js';

/** Where the last word of `what`, a function or keyword, stands in a query; null where it is written otherwise. */
export function spanOfUnfaithful(text: string, what: string): Span | null {
  const wanted = what.slice(what.lastIndexOf(' ') + 1).toLowerCase();
  const tokens = tokenize(text).statements.flatMap((statement) => statement.tokens);
  const found = tokens.find(
    ({ kind, start, end }) => kind === 'word' && text.slice(start, end).toLowerCase() === wanted,
  );
  return found === undefined ? null : { start: found.start, end: found.end };
}
