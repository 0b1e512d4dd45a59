import { DryRunError } from '../estimator/errors.js';
import type { Report } from '../estimator/report.js';
import { scaleAdvice } from './advice/scale-advice.js';
import type { Answer } from './answer.js';
import type { EstimateKind } from './estimating/estimate-request.js';
import { explainMissingData } from './own-data/explain-missing-data.js';
import { partitionsOf } from './partitions-of.js';
import { problemOf, problemOfReported } from './problem.js';
import { isBlank, type Question } from './question.js';
import { scaleComparison, scaleOf, scaleReport } from './scale.js';
import type { Services } from './services.js';
import { problemOfFields } from './wrong-fields.js';

/**
 * Estimates the question, and compares the layouts and advises where that is shown: it is the work of many estimates. What the
 * user got wrong is a problem in the answer.
 */
export async function answerQuestion(
  services: Services,
  question: Question,
  { compares }: { readonly compares: boolean },
): Promise<Answer> {
  const nothing = emptyAnswer(question);
  if (isBlank(question)) return nothing;
  try {
    const report = await services.estimates.ask(question, compares ? everything : ['report']).report;
    const [firstError] = report.statements.flatMap((statement) => statement.errors);
    const reported =
      firstError === undefined
        ? null
        : explainMissingData(problemOfReported(firstError), question, services.context);
    if (report.statements.every((statement) => statement.errors.length > 0)) {
      return { ...nothing, problem: reported };
    }
    const { comparison, advice, problem } = compares
      ? await improved(services, question, report)
      : notImproved;
    const partitions = await partitionsOf(report, services.context.catalog);
    const scale = scaleOf(question, report, services.context.catalog);
    return {
      ...nothing,
      report: scale === null ? report : scaleReport(report, scale),
      unscaled: report,
      scale,
      partitions,
      comparison: comparison === null || scale === null ? comparison : scaleComparison(comparison, scale),
      advice: advice === null || scale === null ? advice : scaleAdvice(advice, scale),
      problem: reported ?? problem ?? nothing.problem,
    };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...nothing, problem: problemOf(error, question.sql) };
  }
}

/** Where nothing of an answer is known. */
export function emptyAnswer(question: Question): Answer {
  return {
    question,
    report: null,
    unscaled: null,
    comparison: null,
    advice: null,
    scale: null,
    result: null,
    running: null,
    problem: problemOfFields(question.wrongFields ?? {}),
    partitions: new Map(),
  };
}

/** Asked for in one go, and answered one by one. */
const everything: readonly EstimateKind[] = ['report', 'comparison', 'advice'];

type Improved = Pick<Answer, 'comparison' | 'advice' | 'problem'>;

const notImproved: Improved = { comparison: null, advice: null, problem: null };

/** All layouts, and what the statements could do. The estimate stands where there is no time for them. */
async function improved({ estimates }: Services, question: Question, report: Report): Promise<Improved> {
  if (report.statements.every(({ scans }) => scans.length === 0)) return notImproved;
  const asked = estimates.ask(question, everything);
  let known = notImproved;
  try {
    known = { ...known, comparison: await asked.comparison };
    return { ...known, advice: await asked.advice };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...known, problem: problemOf(error, question.sql) };
  }
}
