import { DryRunError } from '../estimator/errors.js';
import type { Answer } from './answer.js';
import { partitionsOf } from './partitions-of.js';
import { problemOf, problemOfReported } from './problem.js';
import { isBlank, type Question } from './question.js';
import { scaleOf, scaleReport } from './scale.js';
import type { Services } from './services.js';

/** Estimates the question and compares the layouts. What the user got wrong is a problem in the answer. */
export async function answerQuestion(services: Services, question: Question): Promise<Answer> {
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
    const problem = firstError === undefined ? null : problemOfReported(firstError);
    if (report.statements.every((statement) => statement.errors.length > 0)) return { ...nothing, problem };
    const scans = report.statements.some((statement) => statement.scans.length > 0);
    const comparison = scans ? await services.estimates.comparison(question) : null;
    const partitions = await partitionsOf(report, services.context.catalog);
    const scale = scaleOf(question, report, services.context.catalog);
    return {
      ...nothing,
      report: scale === null ? report : scaleReport(report, scale),
      scale,
      partitions,
      comparison,
      problem,
    };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...nothing, problem: problemOf(error, question.sql) };
  }
}
