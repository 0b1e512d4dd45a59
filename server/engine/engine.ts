import type { EngineTable } from './engine-table.js';
import type { OnProgress } from './query-progress.js';
import type { QueryResult } from './query-result.js';
import type { RowFileRequest } from './row-file.js';

export interface EngineOptions {
  readonly tables: readonly EngineTable[];
  /** Child processes, each running one query at a time; 1 by default. */
  readonly workers?: number;
  /** Queries that may wait; one more is refused with `busy`; 8 by default. */
  readonly queueLimit?: number;
  /** Time a query may wait for a process; 30,000 by default. */
  readonly waitingMs?: number;
  /** Address space of a child process in bytes; 12 GiB by default. Not enforced where there is no `sh`. */
  readonly addressSpaceBytes?: number;
  /** What DuckDB may allocate, in bytes; 1 GiB by default. */
  readonly memoryLimitBytes?: number;
}

export interface QueryRequest {
  /** One SELECT in Athena's SQL; of CTAS, INSERT and UNLOAD the caller passes the inner SELECT. */
  readonly sql: string;
  /** Where unqualified table names are looked up. */
  readonly database: string;
  /**
   * Leaf columns that the estimate says are read, once for each scan: gaps between chunks are told from chunks, and a
   * scan's second look at a chunk from another scan.
   */
  readonly columns?: readonly string[];
  /** The estimate says that no table is scanned twice. */
  readonly scansOnce?: boolean;
  /** 1,000 by default. */
  readonly rowLimit?: number;
  /** Size of the rows as JSON; 4 MB by default. */
  readonly resultBytesLimit?: number;
  /** From the moment a worker takes the query; 30,000 by default. */
  readonly deadlineMs?: number;
  /** A file that gets the rows, more of them than `rowLimit`; whoever asks for it also removes it. */
  readonly keep?: RowFileRequest;
  /** Told some times a second while a worker is at it. */
  readonly onProgress?: OnProgress;
  /** Stops the query, also while it waits; `run` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface Engine {
  /**
   * Runs one untrusted SELECT as Athena would and meters what it reads.
   * Rejects with `DryRunError`: busy, query_timeout, query_failed, forbidden, not_faithful, unknown_database, internal.
   */
  readonly run: (request: QueryRequest) => Promise<QueryResult>;
  /** Refuses new queries, ends the child processes and waits until they are gone. */
  readonly close: () => Promise<void>;
}
