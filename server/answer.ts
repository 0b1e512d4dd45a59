import type { Comparison, Report } from '../estimator/report.js';
import type { QueryResult } from './engine/query-result.js';
import type { Problem } from './problem.js';
import type { Question } from './question.js';

/** Everything that a page about one question shows; the same data becomes HTML or JSON. */
export interface Answer {
  readonly question: Question;
  /** Null where nothing could be estimated; then there is a problem, or no text. */
  readonly report: Report | null;
  /** Null where there is nothing to compare: no table is scanned. */
  readonly comparison: Comparison | null;
  /** Only after a run. */
  readonly result: QueryResult | null;
  readonly problem: Problem | null;
}
