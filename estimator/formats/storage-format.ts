export type FormatName = 'parquet' | 'orc' | 'avro' | 'csv' | 'tsv' | 'text' | 'json';

/** What an estimate has to know about a way of storing rows in objects. */
export interface StorageFormat {
  readonly name: FormatName;
  /** Columnar: a scan reads the chunks of the columns that it needs. Row: it reads the whole object. */
  readonly layout: 'columnar' | 'row';
  /** Sizes of column chunks are taken from footers. A columnar format without is opaque: only its size is known. */
  readonly hasReadableFooters: boolean;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** First bytes of every object of the format, or null. */
  readonly magic: string | null;
}
