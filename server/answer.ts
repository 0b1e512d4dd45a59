import type { AdviceReport } from '../estimator/advice-report.js';
import type { Partition } from '../estimator/catalog/inventory.js';
import type { Comparison, Interval, Report } from '../estimator/report.js';
import type { QueryProgress } from './engine/query-progress.js';
import type { QueryResult } from './engine/query-result.js';
import type { Problem } from './problem.js';
import type { Question } from './question.js';
import type { Scale } from './scale.js';

/** Everything that a page about one question shows; the same data becomes HTML or JSON. */
export interface Answer {
  readonly question: Question;
  /** Null where nothing could be estimated; then there is a problem, or no text. */
  readonly report: Report | null;
  /** The same of the data as it is here, whatever the scale. */
  readonly unscaled: Report | null;
  /** How the figures of report and comparison were scaled; null: they are of the data as it is here. */
  readonly scale: Scale | null;
  /** The partitions of the tables that are scanned, by `database.table`; not of tables with too many to draw. */
  readonly partitions: ReadonlyMap<string, readonly Partition[]>;
  /** Null where there is nothing to compare: no table is scanned, or all are named with their database. */
  readonly comparison: Comparison | null;
  /** What the statements could do to read less; null where none scans a table. */
  readonly advice: AdviceReport | null;
  /** Only after a run, with the bytes that were expected of it. */
  readonly result: RunResult | null;
  /** A run that the page waits for. */
  readonly running: RunningQuery | null;
  readonly problem: Problem | null;
}

/** One page of what a run gave. */
export interface RunResult extends Omit<QueryResult, 'kept'> {
  /** Names the result in the addresses of its pages and downloads. */
  readonly id: string;
  /** Which of the text's statements was run, from 1. */
  readonly statement: number;
  /** Of the data as it is here. */
  readonly expectedBytes: Interval;
  /** Data files that the estimate keeps at most, by partition filters; null: not known. */
  readonly expectedFiles: number | null;
  /** Rows that pages and downloads have: all, or the first ones of too many. */
  readonly rowsKept: number;
  /** The page that `rows` are. */
  readonly page: PagePlace;
}

export interface PagePlace {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Its first row, from 1. */
  readonly firstRow: number;
}

/** A run that has not ended. */
export interface RunningQuery {
  readonly id: string;
  /** Since it was asked for. */
  readonly elapsedMs: number;
  /** Null while it waits for a worker. */
  readonly progress: QueryProgress | null;
}
