import type { RunTimeReason } from '../optimize/run-time-filter.js';

/** Why a filter is decided only while the query runs. */
export const runTimeMessages: Readonly<Record<RunTimeReason, string>> = {
  dynamic_filter: 'A join filters this table by the values of its other side, if they arrive in time.',
  scalar_subquery_filter:
    'This table is filtered by the result of a subquery, which is known only while the query runs.',
  run_time_condition:
    'This condition is decided while the query runs: file by file, by a subquery or by random numbers.',
  empty_join_side: 'If the other side of the join turns out empty, this table need not be read.',
};
