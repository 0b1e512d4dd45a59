/** How the rows of a layout follow each other. */
export type RowOrder =
  /** As the stream delivered them: roughly by time. */
  | 'arrival'
  /** By a hash of the row, as a shuffle leaves them: each row group spans the whole year. */
  | 'shuffled'
  | 'time'
  | 'user';

export type StorageFormat = 'csv' | 'json' | 'parquet';
export type StorageCodec = 'none' | 'gzip' | 'snappy' | 'zstd';

/** One way to store the same rows: a folder of `layouts/`, a database of the built-in catalog. */
export interface Layout {
  readonly name: string;
  /** A phrase for people. */
  readonly title: string;
  readonly format: StorageFormat;
  readonly codec: StorageCodec;
  readonly partitionKeys: readonly string[];
  readonly rowOrder: RowOrder;
  /** Which stage of the pipeline leaves it: the delivery stream, the ETL job itself, or a rewrite of the job's output. */
  readonly madeBy: 'firehose' | 'etl' | 'rewrite';
}

const month = ['year', 'month'] as const;
const day = ['year', 'month', 'day'] as const;

/** Every layout, in the order in which they are built. A new one is one line here. */
export const layouts: readonly Layout[] = [
  layout('raw', 'Raw objects as Firehose leaves them: gzip JSON lines by hour of arrival', 'json', 'gzip', {
    rowOrder: 'arrival',
    madeBy: 'firehose',
  }),
  layout('parquet_snappy_by_month', 'Parquet, Snappy, partitioned by year and month', 'parquet', 'snappy', {
    partitionKeys: month,
    rowOrder: 'arrival',
    madeBy: 'etl',
  }),
  layout(
    'parquet_snappy_by_day',
    'Parquet, Snappy, partitioned by year, month and day',
    'parquet',
    'snappy',
    {
      partitionKeys: day,
      rowOrder: 'arrival',
    },
  ),
  layout('csv_by_month', 'CSV, partitioned by year and month', 'csv', 'none', {
    partitionKeys: month,
    rowOrder: 'arrival',
  }),
  layout('csv_by_day', 'CSV, partitioned by year, month and day', 'csv', 'none', {
    partitionKeys: day,
    rowOrder: 'arrival',
  }),
  layout('csv', 'CSV', 'csv', 'none'),
  layout('csv_gzip', 'CSV, gzip', 'csv', 'gzip'),
  layout('json', 'JSON lines', 'json', 'none'),
  layout('parquet', 'Parquet, uncompressed', 'parquet', 'none'),
  layout('parquet_snappy', 'Parquet, Snappy', 'parquet', 'snappy'),
  layout('parquet_gzip', 'Parquet, gzip', 'parquet', 'gzip'),
  layout('parquet_zstd', 'Parquet, Zstandard', 'parquet', 'zstd'),
  layout('parquet_by_category', 'Parquet, Snappy, partitioned by category', 'parquet', 'snappy', {
    partitionKeys: ['category'],
  }),
  layout('parquet_sorted_by_time', 'Parquet, Snappy, sorted by event_time', 'parquet', 'snappy', {
    rowOrder: 'time',
  }),
  layout('parquet_sorted_by_user', 'Parquet, Snappy, sorted by user_id', 'parquet', 'snappy', {
    rowOrder: 'user',
  }),
];

function layout(
  name: string,
  title: string,
  format: StorageFormat,
  codec: StorageCodec,
  rest: Partial<Pick<Layout, 'partitionKeys' | 'rowOrder' | 'madeBy'>> = {},
): Layout {
  return { name, title, format, codec, partitionKeys: [], rowOrder: 'shuffled', madeBy: 'rewrite', ...rest };
}
