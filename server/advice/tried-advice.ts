import type { Advice, AdviceReport, AdvisedStatement } from '../../estimator/advice-report.js';
import type { RowsComparison } from './rows-comparison.js';
import type { DroppedLayout, TriedLayout } from './tried-layout.js';

/** Advice of which both statements were run here; `tried` is null where they were not. */
export interface TriedAdvice extends Advice {
  readonly tried: RowsComparison | null;
}

export interface TriedStatement extends AdvisedStatement {
  readonly advice: readonly TriedAdvice[];
  readonly candidates: readonly TriedAdvice[];
  /** What was dropped because the rows differ. */
  readonly dropped: number;
  /** Layouts that were written and help, fewest likely bytes first. */
  readonly layouts: readonly TriedLayout[];
  readonly droppedLayouts: readonly DroppedLayout[];
}

export interface TriedAdviceReport extends AdviceReport {
  readonly statements: readonly TriedStatement[];
}
