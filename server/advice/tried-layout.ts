import type { Gain, LayoutIdea } from '../../estimator/advice-report.js';
import type { Interval, StatementReport } from '../../estimator/report.js';
import type { RowsComparison } from './rows-comparison.js';

/** A layout that was really written, and in which the statement reads less by its estimate. */
export interface MeasuredLayout {
  /** `database.table` */
  readonly table: string;
  readonly idea: LayoutIdea;
  readonly gain: Gain;
  /** Whole bytes that stay unread. */
  readonly savedBytes: Interval;
  /** Of the table here, as it was written. */
  readonly storedBytes: number | null;
  readonly objects: number | null;
  /** The statement there, for a table of the user's size. */
  readonly report: StatementReport;
}

/** The statement was run there too. */
export interface TriedLayout extends MeasuredLayout {
  readonly tried: RowsComparison;
  /** Bytes of the data here that the run really read; null where they are not known. */
  readonly bytesRead: number | null;
}

/** A layout that was tried and is not worth it, or could not be written. */
export interface DroppedLayout {
  readonly table: string;
  readonly idea: LayoutIdea;
  /** Part of a sentence. */
  readonly why: string;
}
