/** What visitors may bring. Every limit is answered with a clear message. */
export interface OwnDataLimits {
  /** Of one uploaded file. */
  readonly fileBytes: number;
  /** Of all files of one session. */
  readonly sessionBytes: number;
  /** Of all files of all sessions; over it, uploads are refused for a while. */
  readonly totalBytes: number;
  readonly tablesPerSession: number;
  readonly sessions: number;
  readonly rows: number;
  readonly columns: number;
  /** Of a file, after it is decompressed. */
  readonly expandedBytes: number;
  /** Time to look through an uploaded file, or a text of DDL. */
  readonly inspectDeadlineMs: number;
  /** From the last use of a session to its deletion. */
  readonly idleMs: number;
  /** Engines that run queries on own tables, each a process. */
  readonly engines: number;
}

export const defaultOwnDataLimits: OwnDataLimits = {
  fileBytes: 200_000_000,
  sessionBytes: 400_000_000,
  totalBytes: 2_000_000_000,
  tablesPerSession: 8,
  sessions: 200,
  rows: 20_000_000,
  columns: 1_000,
  expandedBytes: 2_000_000_000,
  inspectDeadlineMs: 60_000,
  idleMs: 30 * 60_000,
  engines: 2,
};
