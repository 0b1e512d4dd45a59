import { DryRunError } from '../estimator/errors.js';
import type { Report } from '../estimator/report.js';
import type { Answer } from './answer.js';
import { partitionsOf } from './partitions-of.js';
import { problemOf, problemOfReported } from './problem.js';
import { isBlank, type Question } from './question.js';
import { scaleOf, scaleReport } from './scale.js';
import type { Services } from './services.js';

/**
 * Estimates the question, and compares the layouts where that is shown: it is the work of as many estimates. What the
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
    const { comparison, problem } = compares
      ? await compareQuestion(services, question, report)
      : { comparison: null, problem: null };
    const partitions = await partitionsOf(report, services.context.catalog);
    const scale = scaleOf(question, report, services.context.catalog);
    return {
      ...nothing,
      report: scale === null ? report : scaleReport(report, scale),
      scale,
      partitions,
      comparison,
      problem: reported ?? problem,
    };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...nothing, problem: problemOf(error, question.sql) };
  }
}

/** The estimate stands where there is no time for all layouts. */
async function compareQuestion(
  services: Services,
  question: Question,
  { statements }: Report,
): Promise<Pick<Answer, 'comparison' | 'problem'>> {
  if (statements.every(({ scans }) => scans.length === 0)) return { comparison: null, problem: null };
  try {
    return { comparison: await services.estimates.comparison(question), problem: null };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { comparison: null, problem: problemOf(error, question.sql) };
  }
}
