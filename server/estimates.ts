import type { AdviceReport } from '../estimator/advice-report.js';
import type { Catalog } from '../estimator/catalog/catalog.js';
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
  const reported = rememberLast((question) => estimators.report(question, added));
  const compared = rememberLast((question) => estimators.comparison(question, added));
  const report: Estimates['report'] = async (question) => {
    requireAnswerable(question);
    return reported(question);
  };
  const advice = rememberLast(async (question) => {
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

/** A failed answer is forgotten, so that it can be asked for again. */
function rememberLast<Answer>(
  ask: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return async (question) => {
    const key = JSON.stringify([question.sql, question.database, question.region, question.runsPerMonth]);
    const known = answers.get(key);
    const answer = known ?? ask(question);
    answers.delete(key);
    answers.set(key, answer);
    const oldest = answers.keys().next().value;
    if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  };
}
