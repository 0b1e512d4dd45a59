/** A table that queries may read, as the caller's catalog knows it. */
export interface EngineTable {
  readonly database: string;
  readonly table: string;
  readonly format: 'parquet' | 'csv' | 'json';
  /** Of text files; Parquet states its codec itself. */
  readonly compression: 'none' | 'gzip' | 'zstd';
  /** Absolute paths or globs. */
  readonly files: string | readonly string[];
  /** `fileState` of the files when they were counted; absent of files that nobody else changes. */
  readonly state?: string;
  /** Keys in the `key=value` folders of the paths, outermost first. */
  readonly hivePartitionKeys: readonly string[];
  /** All columns in order; partition keys may be among them, else they are strings at the end. Types are Hive's. */
  readonly columns: readonly EngineColumn[];
  /** How text is laid out; without it, as DuckDB writes CSV: comma, double quotes, one header line and `\N` for null. */
  readonly csv?: CsvLayout;
}

export interface EngineColumn {
  readonly name: string;
  /** Hive type text, such as `string`, `decimal(10,2)`, `array<struct<a:int>>`. */
  readonly type: string;
  /** Of timestamps in Parquet: whether a file is known to hold some that are finer than milliseconds. */
  readonly isFine?: boolean;
}

/** The SerDe that reads a text of fields; `\N` is null to LazySimpleSerDe. */
export type CsvSerde = 'lazy_simple' | 'open_csv';

export interface CsvLayout {
  readonly serde: CsvSerde;
  readonly delimiter: string;
  /** Of OpenCSVSerde. */
  readonly quote: string;
  readonly headerLines: number;
}
