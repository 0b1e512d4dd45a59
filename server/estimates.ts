import type { AdviceReport } from '../estimator/advice-report.js';
import type { Catalog } from '../estimator/catalog/catalog.js';
import { rememberLast } from '../estimator/remember-last.js';
import type { Comparison, Report } from '../estimator/report.js';
import type { AddedTable } from './estimating/added-table.js';
import type { Estimators } from './estimating/estimators.js';
import { type Question, requireAnswerable } from './question.js';
import { scaleComparison, scaleOf } from './scale.js';

/** The estimator, asked by a page: the last answers are remembered, because a page and its chart ask the same. */
export interface Estimates {
  /** Of the data as it is here. Rejects with `DryRunError` where the whole text can't be estimated. */
  readonly report: (question: Question) => Promise<Report>;
  /** Of the user's own table where its size is given. */
  readonly comparison: (question: Question) => Promise<Comparison>;
  /** Of the data as it is here. */
  readonly advice: (question: Question) => Promise<AdviceReport>;
}

/** What is estimated over: the catalog, which already has the tables that are added for some. */
export interface EstimatedData {
  readonly estimators: Estimators;
  readonly catalog: Catalog;
  readonly added: readonly AddedTable[];
}

/** Questions remembered; a comparison is some tens of kilobytes. */
const remembered = 64;

export function rememberEstimates({ estimators, catalog, added }: EstimatedData): Estimates {
  const reported = rememberAnswers((question) => estimators.report(question, added));
  const compared = rememberAnswers((question) => estimators.comparison(question, added));
  const report: Estimates['report'] = async (question) => {
    requireAnswerable(question);
    return reported(question);
  };
  const advice = rememberAnswers(async (question) => {
    const comparison = await compared(question).catch(() => null);
    return estimators.advice(question, added, comparison);
  });
  return {
    report,
    advice,
    async comparison(question) {
      const scale = scaleOf(question, await report(question), catalog);
      const comparison = await compared(question);
      return scale === null ? comparison : scaleComparison(comparison, scale);
    },
  };
}

function rememberAnswers<Answer>(
  ask: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  return rememberLast(ask, keyOf, remembered);
}

function keyOf({ sql, database, region, runsPerMonth }: Question): string {
  return JSON.stringify([sql, database, region, runsPerMonth]);
}
