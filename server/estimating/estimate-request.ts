import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Comparison } from '../../estimator/report.js';
import type { Question } from '../question.js';
import type { TextLimits } from '../refuse-long-text.js';
import type { AddedTable } from './added-table.js';

/** What an estimating process is asked. */
export interface EstimateRequest {
  readonly wants: 'report' | 'comparison' | 'advice';
  readonly question: Question;
  readonly added: readonly AddedTable[];
  /** For advice: the question on every layout, where that is known already. */
  readonly comparison?: Comparison | null;
}

/** What an estimating process is opened with. */
export interface EstimatorOptions {
  /** Files that do not change while the process lives. */
  readonly sources: readonly CatalogSource[];
  readonly text: TextLimits;
  /** Size of one answer as JSON. */
  readonly answerBytesLimit: number;
}
