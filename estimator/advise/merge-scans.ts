import type { EstimatedQuery } from '../estimated-statement.js';
import { isDeterministic } from '../evaluate/is-deterministic.js';
import type { Adviser, AdviserContext, Suggestion } from './adviser.js';
import { type Edit, editsInText } from './edit.js';
import { mergeAggregates } from './merge-aggregates.js';
import { mergeBranches } from './merge-branches.js';

/** One SELECT in the place of several that read the same table. */
export interface Merged {
  readonly edit: Edit;
  readonly because: string;
}

/** A table that is read several times by parts of a statement that one SELECT can do at once. */
export const mergeScans: Adviser = {
  summary: 'Read a table once where parts of the statement, one SELECT in truth, read it several times.',
  async suggest(statement, context) {
    return statement.queries.flatMap((query) => suggestFor(query, context) ?? []);
  },
};

function suggestFor(query: EstimatedQuery, { text, clock }: AdviserContext): Suggestion | null {
  const [first, second] = query.scans;
  if (first === undefined || second === undefined) return null;
  // Random numbers are drawn anew by each branch.
  if (!query.planned.expressions.every(isDeterministic)) return null;
  const merged = mergeBranches(query, clock) ?? mergeAggregates(query);
  const edits = merged === null ? null : editsInText(query, [merged.edit], text);
  if (merged === null || edits === null) return null;
  return {
    message: `Read ${first.table} once, not ${query.scans.length} times`,
    because: merged.because,
    rows: 'same',
    place: { line: second.line, column: second.column },
    change: { kind: 'rewrite', edits },
  };
}
