import { DryRunError } from '../estimator/errors.js';
import { nameKind } from '../estimator/render/describe-statement.js';
import { positionAt } from '../estimator/sql/span.js';
import type { Statement } from '../estimator/sql/statement.js';
import { splitStatements } from '../estimator/sql/statement-split.js';
import { type MappedText, originOf } from '../estimator/sql/statement-text.js';
import type { Answer } from './answer.js';
import { answerQuestion } from './answer-question.js';
import { expectedReads } from './expected-reads.js';
import { type Problem, problemOf } from './problem.js';
import type { Question } from './question.js';
import type { Services } from './services.js';

/** Estimates the question, then runs its one query. A failed run leaves the estimate as it is. */
export async function runQuestion(
  services: Services,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await answerQuestion(services, question);
  if (answer.report === null || answer.problem !== null) return answer;
  const { engine, limits } = services.context;
  let query: MappedText | null = null;
  try {
    query = runnableQuery(splitStatements(question.sql));
    const result = await engine.run({
      sql: query.text,
      database: question.database,
      ...expectedReads(answer.report.statements),
      rowLimit: limits.rowsShown,
      deadlineMs: limits.runDeadlineMs,
      signal,
    });
    const { total } = await services.estimates.report(question);
    return { ...answer, result: { ...result, expectedBytes: total.bytesScanned } };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...answer, problem: problemInQuery(error, query, question.sql) };
  }
}

/** The SELECT that a statement runs: of CTAS, INSERT and UNLOAD the rows are shown and nothing is written. */
function runnableQuery(statements: readonly Statement[]): MappedText {
  const [statement, ...others] = statements;
  if (statement === undefined) throw new DryRunError('empty_input', {});
  if (others.length > 0) {
    throw new DryRunError(
      'usage',
      { detail: 'Run takes one statement; the text has several.' },
      others[0]?.span,
    );
  }
  if (!isRunnable(statement)) {
    throw new DryRunError(
      'not_faithful',
      { what: `A ${nameKind(statement.kind)} statement` },
      statement.span,
    );
  }
  return statement.query;
}

type RunnableStatement = Extract<Statement, { kind: 'select' | 'create_table_as' | 'insert' | 'unload' }>;

function isRunnable(statement: Statement): statement is RunnableStatement {
  return ['select', 'create_table_as', 'insert', 'unload'].includes(statement.kind);
}

/** The engine speaks of places in the query it was given; the user sees the whole text. */
function problemInQuery(error: DryRunError, query: MappedText | null, sql: string): Problem {
  const problem = problemOf(error, sql);
  if (query === null || error.span === null) return problem;
  return { ...problem, error: { ...problem.error, ...positionAt(sql, originOf(query, error.span.start)) } };
}
