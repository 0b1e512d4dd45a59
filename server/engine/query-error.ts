import { DryRunError } from '../../estimator/errors.js';
import { unfaithfulPrefix } from './dialect/macros.js';
import { plainMessage } from './plain-message.js';

/** An error of DuckDB in our words. */
export function queryError(error: unknown): DryRunError {
  if (error instanceof DryRunError) return error;
  const detail = plainMessage(error instanceof Error ? error.message : String(error));
  if (!detail.startsWith(unfaithfulPrefix)) return new DryRunError('query_failed', { detail });
  return new DryRunError('not_faithful', { what: detail.slice(unfaithfulPrefix.length) });
}
