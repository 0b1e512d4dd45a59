import type { ReasonCode } from '../../estimator/report.js';

/** What makes low, likely and high differ. */
export const reasonMeanings: Readonly<Record<ReasonCode, string>> = {
  late_materialization:
    'Athena reads the columns of the filter first; where no row passes, it may leave the other columns unread.',
  limit_stops_early:
    'LIMIT ends the scan once enough rows are found; how much was read by then depends on timing.',
  dynamic_filter: 'A join filters the larger table by the values of the smaller one, if they arrive in time.',
  scalar_subquery_filter: 'The filter is the result of a subquery, known only while the query runs.',
  predicate_not_evaluable:
    'A condition on partition keys or bucketed columns is not evaluated here: all that it could decide on is kept.',
  statistics_missing: 'Row groups without minimum and maximum of a filtered column cannot be skipped.',
  size_per_column_unknown:
    'Only the size of the object is known, not of its columns: between nothing and all of it.',
  split_overlap: 'Readers of large text objects overlap a little where the object is split.',
  sampled: 'TABLESAMPLE reads a random part.',
  unreadable_objects: 'Objects that could not be read here; Athena may fail on them, or read them whole.',
  delete_files:
    'Files that say which rows are deleted are read too; whether their bytes count, and how often, is not known.',
  size_unknown:
    'The catalog has the definition of the table but no objects: nothing is known about its bytes.',
  footers_may_count:
    'Of ORC, Athena also counts the ends of objects and stripes; Trino counts all footers, small files read whole and the gaps between merged reads.',
  empty_join_side: 'If the other side of the join is empty, this side need not be read.',
  recursion_rounds:
    'A recursive CTE is planned for its greatest depth; its tables are read again in each round until one is empty.',
  run_time_condition: 'A condition that is decided file by file, or by a subquery, while the query runs.',
};
