import type { Span } from './span.js';
import { tokenize } from './statement-tokens.js';

/**
 * Where the first word of a message that is in capitals, `PIVOT`, or a name behind a sign, `:day`, stands in a text:
 * nodes of the parser library that have no position are found by their words. The whole text where it has none.
 */
export function spanOfWords(text: string, message: string): Span {
  const wanted = new Set(message.match(/\b[A-Z]{2,}\b/g));
  const tokens = tokenize(text).statements.flatMap((statement) => statement.tokens);
  const signed = /(?<![\w:])[:$@]\w+/.exec(message)?.[0];
  const found = tokens.find(({ kind, start, end }) =>
    signed === undefined
      ? kind === 'word' && wanted.has(text.slice(start, end).toUpperCase())
      : text.startsWith(signed, start),
  );
  return found ?? { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? text.length };
}
