import { DryRunError } from '../estimator/errors.js';
import { formatWholeNumber } from '../estimator/render/format-bytes.js';
import { splitStatements } from '../estimator/sql/statement-split.js';
import type { Limits } from './limits.js';
import type { Question } from './question.js';

export type TextLimits = Pick<Limits, 'sqlLength' | 'statements'>;

/** Throws `limit_exceeded` for a text that is longer, or has more statements, than this server takes. */
export function refuseLongText({ sql }: Question, { sqlLength, statements }: TextLimits): void {
  if (sql.length > sqlLength) {
    const limit = `${formatWholeNumber(sqlLength)} characters`;
    throw new DryRunError('limit_exceeded', { what: 'The SQL text', limit });
  }
  // No statement is shorter than one character and a semicolon.
  const count = sql.length < 2 * statements ? 0 : splitStatements(sql).length;
  if (count > statements) {
    const what = `A text of ${formatWholeNumber(count)} statements`;
    const limit = `${formatWholeNumber(statements)} on this page; the command line takes any number`;
    throw new DryRunError('limit_exceeded', { what, limit });
  }
}
