import type { AdviceReport } from '../../estimator/advice-report.js';
import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Comparison, Report } from '../../estimator/report.js';
import type { Question } from '../question.js';
import type { TextLimits } from '../refuse-long-text.js';
import type { AddedTable } from './added-table.js';

/** What an estimating process answers to one question. */
export interface EstimateAnswers {
  readonly report: Report;
  /** Null where no table is scanned, or all of them are named with their database. */
  readonly comparison: Comparison | null;
  readonly advice: AdviceReport;
}

export type EstimateKind = keyof EstimateAnswers;

/** What an estimating process is asked: some of its answers, in one go. */
export interface EstimateRequest {
  readonly wants: readonly EstimateKind[];
  readonly question: Question;
  readonly added: readonly AddedTable[];
}

/** One of the answers, told as soon as it is there. It is JSON: the parent reads one text faster than a tree of messages. */
export interface EstimatePart {
  readonly kind: EstimateKind;
  readonly json: string;
}

/** What an estimating process is opened with. */
export interface EstimatorOptions {
  /** Files that do not change while the process lives. */
  readonly sources: readonly CatalogSource[];
  readonly text: TextLimits;
  /** Size of one answer as JSON. */
  readonly answerBytesLimit: number;
}
