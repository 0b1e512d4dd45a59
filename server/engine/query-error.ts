import { DryRunError } from '../../estimator/errors.js';
import { unfaithfulPrefix } from './dialect/macros.js';
import { plainMessage } from './plain-message.js';

/** An error of DuckDB in our words. What it does not even understand may still be right in Athena. */
export function queryError(error: unknown): DryRunError {
  if (error instanceof DryRunError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const detail = plainMessage(message);
  if (detail.startsWith(unfaithfulPrefix)) {
    return new DryRunError('not_faithful', { what: detail.slice(unfaithfulPrefix.length) });
  }
  return notUnderstood.test(message) ? unreadable(detail) : new DryRunError('query_failed', { detail });
}

const notUnderstood = /^(?:Binder|Parser|Syntax|Catalog|Not implemented) Error: /i;

/** A query of Athena's that DuckDB does not take, and why. */
export function unreadable(detail: string): DryRunError {
  const why = detail.replace(/[.\s]+$/, '');
  return new DryRunError('not_faithful', { what: `This query, of which DuckDB says "${why}",` });
}
