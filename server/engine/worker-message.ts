import type { EngineTable } from './engine-table.js';
import type { QueryProgress } from './query-progress.js';
import type { QueryResult } from './query-result.js';
import type { RowFileRequest } from './row-file.js';

/** What the parent tells a worker. */
export type ToWorker =
  | {
      readonly kind: 'open';
      readonly tables: readonly EngineTable[];
      readonly memoryLimitBytes: number;
      readonly threads: number;
    }
  | { readonly kind: 'run'; readonly query: WorkerQuery };

export interface WorkerQuery {
  /** In DuckDB's dialect, still with Athena's table names. */
  readonly sql: string;
  readonly database: string;
  readonly columns: readonly string[] | null;
  readonly scansOnce: boolean;
  readonly rowLimit: number;
  readonly resultBytesLimit: number;
  readonly keep: RowFileRequest | null;
}

/** What a worker answers. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: QueryProgress }
  | { readonly kind: 'result'; readonly result: QueryResult }
  | { readonly kind: 'error'; readonly code: string; readonly data: unknown };
