import type { Note } from '../../estimator/report.js';
import type { KeptRows } from './row-file.js';

/** A value as JSON carries it; whole numbers beyond 2^53 and decimals are exact text. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [name: string]: Cell };

export interface ResultColumn {
  readonly name: string;
  /** Athena's name of the type, such as `bigint`, `double`, `varchar`, `timestamp(3)`. */
  readonly type: string;
}

/**
 * How the bytes were counted. `duckdb_file_log`: every read of the engine on a data file, with its place in the
 * file, so that Parquet footers and Bloom filters can be told from column chunks.
 */
export type MeasuringMethod = 'duckdb_file_log';

/** What one query gave and what it really read. */
export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows of the whole answer, also those beyond the row cap; null when the query was stopped before its end. */
  readonly rowCount: number | null;
  /** Whether `rows` holds less than the answer, because of the row cap or the byte cap. */
  readonly truncated: boolean;
  /** Wall time of the query in the engine, without the time in the queue. */
  readonly elapsedMs: number;
  /**
   * Column chunk bytes of Parquet plus the bytes of row formats that were read from data files, counted once for
   * each scan. Null when they are not known; then `notes` says why.
   */
  readonly bytesRead: number | null;
  /** Parquet footers and Bloom filters that were read on top of `bytesRead`; Athena does not bill them. */
  readonly metadataBytesRead: number | null;
  /** Data files of which at least one byte counted in `bytesRead` was read. */
  readonly filesRead: number | null;
  readonly measuredBy: MeasuringMethod | null;
  readonly notes: readonly Note[];
  /** Null where no file was asked for. */
  readonly kept: KeptRows | null;
}
