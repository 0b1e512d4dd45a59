/** How far a query is that has a worker. */
export interface QueryProgress {
  /** Since the worker took it. */
  readonly elapsedMs: number;
  /** From 0 to 1, as the engine guesses it; null where it does not. */
  readonly fraction: number | null;
  /** Rows that came out so far. */
  readonly rows: number;
}

export type OnProgress = (progress: QueryProgress) => void;
