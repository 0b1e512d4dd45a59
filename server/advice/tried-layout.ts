import type { Gain, LayoutIdea } from '../../estimator/advice-report.js';
import type { Interval, StatementReport } from '../../estimator/report.js';

/** A layout that was really written, and in which the statement reads less. */
export interface TriedLayout {
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

/** A layout that was tried and is not worth it, or could not be written. */
export interface DroppedLayout {
  readonly table: string;
  readonly idea: LayoutIdea;
  /** Part of a sentence. */
  readonly why: string;
}
