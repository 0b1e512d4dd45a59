import type { RowFileRequest } from './row-file.js';

/** What the engine's process is asked. */
export interface WorkerQuery {
  /** One SELECT of Athena's SQL. */
  readonly sql: string;
  readonly database: string;
  readonly columns: readonly string[] | null;
  readonly scansOnce: boolean;
  readonly rowLimit: number;
  readonly resultBytesLimit: number;
  readonly keep: RowFileRequest | null;
}
