import { DryRunError } from '../estimator/errors.js';
import { nameKind } from '../estimator/render/describe-statement.js';
import { formatWholeNumber } from '../estimator/render/format-bytes.js';
import type { Report } from '../estimator/report.js';
import { positionAt } from '../estimator/sql/span.js';
import { type MappedText, originOf } from '../estimator/sql/statement-text.js';
import type { Answer } from './answer.js';
import { answerQuestion } from './answer-question.js';
import { expectedReads } from './expected-reads.js';
import { type Problem, problemOf, problemOfReported } from './problem.js';
import type { Question } from './question.js';
import { type RunChoice, runChoices } from './run-choices.js';
import type { Services } from './services.js';

/** Which of several statements to run, from 1; null: the first that can be. */
export type StatementNumber = number | null;

/** Estimates the question, then runs one of its statements. A failed run leaves the estimate as it is. */
export async function runQuestion(
  services: Services,
  question: Question,
  statement: StatementNumber,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await answerQuestion(services, question);
  if (answer.report === null) return answer;
  const { engine, limits } = services.context;
  const report = await services.estimates.report(question);
  const choices = runChoices(question.sql);
  let choice: RunChoice | null = null;
  try {
    choice = chosen(choices, statement, report);
    const estimated = report.statements[choice.number - 1];
    const [error] = estimated?.errors ?? [];
    if (error !== undefined) return { ...answer, problem: problemOfReported(error) };
    const result = await engine.run({
      sql: queryOf(choice).text,
      database: question.database,
      ...expectedReads(estimated === undefined ? [] : [estimated]),
      rowLimit: limits.rowsShown,
      deadlineMs: limits.runDeadlineMs,
      signal,
    });
    const expectedBytes = estimated?.bytesScanned ?? report.total.bytesScanned;
    // What is wrong with other statements stands at those.
    return { ...answer, problem: null, result: { ...result, statement: choice.number, expectedBytes } };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...answer, problem: problemInQuery(ofKnownTable(error), choice, question.sql) };
  }
}

function chosen(choices: readonly RunChoice[], statement: StatementNumber, report: Report): RunChoice {
  const canRun = ({ query, number }: RunChoice): boolean =>
    query !== null && report.statements[number - 1]?.errors.length === 0;
  const choice =
    statement === null
      ? (choices.find(canRun) ?? choices.find(({ query }) => query !== null) ?? choices[0])
      : choices[statement - 1];
  if (choice !== undefined) return choice;
  if (choices.length === 0) throw new DryRunError('empty_input', {});
  const detail = `Statement ${statement} cannot be run: the text has ${formatWholeNumber(choices.length)}.`;
  throw new DryRunError('usage', { detail });
}

function queryOf({ query, kind, span }: RunChoice): MappedText {
  if (query !== null) return query;
  throw new DryRunError('not_faithful', { what: `A ${nameKind(kind)} statement` }, span);
}

/** The estimate found the table, so it is in the catalog: as a view, by its DDL only, or made by an earlier statement. */
function ofKnownTable(error: DryRunError): DryRunError {
  const { code, data } = error;
  if (code !== 'unknown_table' || !('name' in data)) return error;
  return new DryRunError('query_failed', { detail: `table ${data.name} has no rows here to run on.` });
}

/** The engine speaks of places in the query it was given; the user sees the whole text. */
function problemInQuery(error: DryRunError, choice: RunChoice | null, sql: string): Problem {
  const problem = problemOf(error, sql);
  if (error.span === null || choice === null || choice.query === null) return problem;
  const place = positionAt(sql, originOf(choice.query, error.span.start));
  return { ...problem, error: { ...problem.error, ...place } };
}
