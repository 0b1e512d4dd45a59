import type { ByteSource, Footer, FooterColumn } from './footer.js';

export type FormatName = 'parquet' | 'orc' | 'avro' | 'ion' | 'csv' | 'tsv' | 'text' | 'json';

/** What an estimate has to know about a way of storing rows in objects. */
export interface StorageFormat {
  readonly name: FormatName;
  /** Columnar: a scan reads the chunks of the columns that it needs. Row: it reads the whole object. */
  readonly layout: 'columnar' | 'row';
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** First bytes of every object of the format as Latin-1, or null. */
  readonly magic: string | null;
  /**
   * Columns and sizes of chunks from the end of an object; throws `RangeError` with the reason where there are none.
   * A columnar format without is opaque: only the sizes of its objects are known.
   */
  readonly readFooter: ((source: ByteSource) => Footer) | null;
  /** Whether a struct has bytes of its own, besides those of its fields. */
  readonly storesStructs: boolean;
  /** Whether minimum and maximum of timestamps with time zone skip row groups. */
  readonly boundsInstants: boolean;
  /** Columns and codec from the beginning of an object; throws `RangeError`. Null where it does not say them. */
  readonly readHeader: ((source: ByteSource) => Header) | null;
  /** How the columns of text are found: by reading some lines. */
  readonly text: 'delimited' | 'json' | null;
}

export interface Header {
  readonly columns: readonly FooterColumn[];
  readonly codec: string;
}
