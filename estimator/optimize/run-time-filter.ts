import type { ReasonCode } from '../report.js';
import type { Expression } from '../sql/tree.js';

/**
 * A filter whose values are known only while the query runs: the other side of a join, the result of a subquery. It
 * travels to the scans as a conjunct that nothing can evaluate, so it prunes nothing for sure but opens a range.
 */
export type RunTimeReason = Extract<
  ReasonCode,
  'dynamic_filter' | 'scalar_subquery_filter' | 'run_time_condition' | 'empty_join_side'
>;

const prefix = '?run_time:';

export function runTimeFilter(reason: RunTimeReason, inputs: readonly Expression[]): Expression {
  return {
    kind: 'call',
    name: `${prefix}${reason}`,
    arguments: inputs,
    distinct: false,
    filter: null,
    orderBy: [],
    window: null,
  };
}

const reasons: ReadonlyMap<string, RunTimeReason> = new Map(
  (['dynamic_filter', 'scalar_subquery_filter', 'run_time_condition', 'empty_join_side'] as const).map(
    (reason) => [`${prefix}${reason}`, reason],
  ),
);

/** The reason if the conjunct is a run-time filter, else null. */
export function runTimeReason(conjunct: Expression): RunTimeReason | null {
  return conjunct.kind === 'call' ? (reasons.get(conjunct.name) ?? null) : null;
}
