import type { Catalog } from '../estimator/catalog/catalog.js';
import { compare } from '../estimator/compare.js';
import { type EstimateOptions, estimate } from '../estimator/estimate.js';
import { priceFor } from '../estimator/pricing/price-for.js';
import type { Comparison, Report } from '../estimator/report.js';
import { type Question, requireAnswerable } from './question.js';
import { refuseLongText, type TextLimits } from './refuse-long-text.js';
import { scaleComparison, scaleOf } from './scale.js';

/** The estimator, asked by a page: the last answers are remembered, because a page and its chart ask the same. */
export interface Estimates {
  /** Of the data as it is here. Rejects with `DryRunError` where the whole text can't be estimated. */
  readonly report: (question: Question) => Promise<Report>;
  /** Of the user's own table where its size is given. */
  readonly comparison: (question: Question) => Promise<Comparison>;
}

/** Questions remembered; a comparison is some tens of kilobytes. */
const remembered = 64;

export function rememberEstimates(catalog: Catalog, limits: TextLimits): Estimates {
  const reported = rememberLast((question) => estimate(question.sql, optionsFor(question, catalog)));
  const compared = rememberLast((question) => compare(question.sql, optionsFor(question, catalog)));
  const report: Estimates['report'] = async (question) => {
    requireAnswerable(question);
    refuseLongText(question, limits);
    return reported(question);
  };
  return {
    report,
    async comparison(question) {
      const scale = scaleOf(question, await report(question), catalog);
      const comparison = await compared(question);
      return scale === null ? comparison : scaleComparison(comparison, scale);
    },
  };
}

function optionsFor({ database, region, runsPerMonth }: Question, catalog: Catalog): EstimateOptions {
  return {
    catalog,
    database,
    file: null,
    price: priceFor(region),
    engine: 'athena',
    at: null,
    runsPerMonth,
    tellsKeptPartitions: true,
    parameters: {},
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
