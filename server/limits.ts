/** What one server accepts. Every limit is answered with a clear message, never with silence. */
export interface Limits {
  /** UTF-16 units of one SQL text. */
  readonly sqlLength: number;
  /** Statements of one SQL text; each is estimated once for every layout. */
  readonly statements: number;
  /** Bytes of a request body; percent-encoding makes a text up to three times longer. */
  readonly bodyBytes: number;
  /** Characters of a URL that links to a question; Node refuses request headers of more than 16 KiB. */
  readonly linkLength: number;
  /** Bytes of all queries that are kept for short links. */
  readonly storedBytes: number;
  /** Time an estimate, or a comparison of all layouts, may take; also the time it may wait. */
  readonly estimateDeadlineMs: number;
  /** Estimates that may wait for a process. */
  readonly estimatesWaiting: number;
  /** Time a query may wait until it runs, for its estimate, too. */
  readonly runWaitingMs: number;
  /** Time a query may run. */
  readonly runDeadlineMs: number;
  /** Time after which advice that is tried begins no further query and writes no further layout. */
  readonly trialsDeadlineMs: number;
  /** Time a connection may stand still, with nothing sent or received; longer than any answer takes to begin. */
  readonly stillMs: number;
  /** Requests of one client in a minute: pages and estimates. */
  readonly requestsPerMinute: number;
  /** Queries that one client may run in a minute. */
  readonly runsPerMinute: number;
}

export const defaultLimits: Limits = {
  sqlLength: 1_000_000,
  statements: 100,
  bodyBytes: 4_000_000,
  linkLength: 8_000,
  storedBytes: 256_000_000,
  estimateDeadlineMs: 15_000,
  estimatesWaiting: 100,
  runWaitingMs: 30_000,
  runDeadlineMs: 30_000,
  // A page waits two minutes; what has begun may take half of that.
  trialsDeadlineMs: 45_000,
  stillMs: 600_000,
  requestsPerMinute: 1_200,
  runsPerMinute: 60,
};
