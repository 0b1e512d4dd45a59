import { DryRunError } from '../estimator/errors.js';
import type { Report } from '../estimator/report.js';
import { scaleAdvice } from './advice/scale-advice.js';
import type { Answer } from './answer.js';
import { partitionsOf } from './partitions-of.js';
import { problemOf, problemOfReported } from './problem.js';
import { isBlank, type Question } from './question.js';
import { scaleOf, scaleReport } from './scale.js';
import type { Services } from './services.js';

/**
 * Estimates the question, and compares the layouts and advises where that is shown: it is the work of many estimates. What the
 * user got wrong is a problem in the answer.
 */
export async function answerQuestion(
  services: Services,
  question: Question,
  { compares }: { readonly compares: boolean },
): Promise<Answer> {
  const nothing: Answer = {
    question,
    report: null,
    comparison: null,
    advice: null,
    scale: null,
    result: null,
    running: null,
    problem: null,
    partitions: new Map(),
  };
  if (isBlank(question)) return nothing;
  try {
    const report = await services.estimates.report(question);
    const [firstError] = report.statements.flatMap((statement) => statement.errors);
    const reported = firstError === undefined ? null : problemOfReported(firstError);
    if (report.statements.every((statement) => statement.errors.length > 0)) {
      return { ...nothing, problem: reported };
    }
    const { comparison, advice, problem } = compares
      ? await improveQuestion(services, question, report)
      : notImproved;
    const partitions = await partitionsOf(report, services.context.catalog);
    const scale = scaleOf(question, report, services.context.catalog);
    return {
      ...nothing,
      report: scale === null ? report : scaleReport(report, scale),
      scale,
      partitions,
      comparison,
      advice: advice === null || scale === null ? advice : scaleAdvice(advice, scale),
      problem: reported ?? problem,
    };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...nothing, problem: problemOf(error, question.sql) };
  }
}

type Improved = Pick<Answer, 'comparison' | 'advice' | 'problem'>;

const notImproved: Improved = { comparison: null, advice: null, problem: null };

/** All layouts, and what the statements could do. The estimate stands where there is no time for them. */
async function improveQuestion(
  { estimates }: Services,
  question: Question,
  { statements }: Report,
): Promise<Improved> {
  if (statements.every(({ scans }) => scans.length === 0)) return notImproved;
  let improved = notImproved;
  try {
    improved = { ...improved, comparison: await estimates.comparison(question) };
    return { ...improved, advice: await estimates.advice(question) };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...improved, problem: problemOf(error, question.sql) };
  }
}
