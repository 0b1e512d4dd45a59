import type { Topic } from './source.js';

/** Topics of the published scans in the order of the summary. */
export const topics: Readonly<Record<Topic, string>> = {
  row_formats: 'text, CSV, JSON: the whole objects, compressed as they are',
  partitions: 'partition pruning',
  columns: 'Parquet: the chunks of the named columns',
  row_groups: 'Parquet: row groups skipped by minimum and maximum',
  counting: 'count(*): text whole, Parquet nothing, ORC its tail',
  scan_twice: 'self joins and subqueries: a table named twice',
  limit_text: 'LIMIT on text',
  limit_columnar: 'LIMIT on Parquet and ORC',
  buckets: 'bucketed tables',
  nothing_read: 'statements that read nothing',
};
