import { countOf } from '../../estimator/count-of.js';
import type { ReportedError } from '../../estimator/report.js';
import type { PlaygroundContext } from '../context.js';
import type { Problem } from '../problem.js';
import type { Question } from '../question.js';
import { ownDatabase } from './own-database.js';

/**
 * What a table of `mine` that is not there means: the link came from another browser, or the data is deleted. Other
 * problems stay as they are.
 */
export function explainMissingData(
  problem: Problem,
  question: Question,
  context: PlaygroundContext,
): Problem {
  const { error } = problem;
  if (error.code !== 'unknown_database' && error.code !== 'unknown_table') return problem;
  if (!namesOwnData(error, question)) return problem;
  const minutes = countOf(Math.round(context.sessions.limits.idleMs / 60_000), 'minute');
  const why =
    `Database ${ownDatabase} is what a browser brought: nobody else sees it, and it is deleted ${minutes} after ` +
    'its last use, or when its owner says so.';
  return { ...problem, error: { ...error, message: `${error.message} ${why}` }, isOwnDataMissing: true };
}

/** By the name that stands at the place of the error. */
function namesOwnData({ line, column }: ReportedError, { sql, database }: Question): boolean {
  if (line === null || column === null) return database === ownDatabase;
  const rest = (sql.split('\n')[line - 1] ?? '').slice(column - 1);
  const qualifier = /^["`]?([^\s"`.]+)["`]?\s*\./.exec(rest)?.[1] ?? database;
  return qualifier.toLowerCase() === ownDatabase;
}
