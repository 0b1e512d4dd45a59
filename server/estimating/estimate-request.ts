import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Question } from '../question.js';
import type { TextLimits } from '../refuse-long-text.js';
import type { AddedTable } from './added-table.js';

/** What an estimating process is asked. */
export interface EstimateRequest {
  readonly wants: 'report' | 'comparison';
  readonly question: Question;
  readonly added: readonly AddedTable[];
}

/** What an estimating process is opened with. */
export interface EstimatorOptions {
  /** Files that do not change while the process lives. */
  readonly sources: readonly CatalogSource[];
  readonly text: TextLimits;
  /** Size of one answer as JSON. */
  readonly answerBytesLimit: number;
}
