import { DryRunError } from '../../estimator/errors.js';

/** The error of a file that cannot become a table; `detail` tells its owner what to change. */
export function refused(detail: string): DryRunError {
  return new DryRunError('usage', { detail });
}
