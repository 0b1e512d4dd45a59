import { DryRunError } from '../estimator/errors.js';
import { formatWholeNumber } from '../estimator/render/format-bytes.js';
import type { Limits } from './limits.js';
import type { Question } from './question.js';

/** Throws `limit_exceeded` for a text that is longer than this server takes. */
export function refuseLongText({ sql }: Question, { sqlLength }: Limits): void {
  if (sql.length <= sqlLength) return;
  const limit = `${formatWholeNumber(sqlLength)} characters`;
  throw new DryRunError('limit_exceeded', { what: 'The SQL text', limit });
}
