import { DryRunError } from './errors.js';

/** A query that is nested deeper than our own functions can follow, as an error of the query; others stay as they are. */
export function tooDeep(error: unknown): unknown {
  if (!(error instanceof RangeError) || !error.message.includes('call stack')) return error;
  return new DryRunError('limit_exceeded', {
    what: 'The depth of CTEs and subqueries in each other',
    limit: 'what can be estimated here, some thousand levels',
  });
}
