import { DryRunError } from '../../estimator/errors.js';

/** What is said of a process that ended without an answer. A limit of its own ends it in other ways than by SIGKILL. */
export function goneError(signal: NodeJS.Signals | null): DryRunError {
  if (signal !== 'SIGKILL') {
    return new DryRunError('query_failed', { detail: 'it needed more memory than it may have.' });
  }
  const detail = 'The process that worked on it was ended from outside. Try again in a moment.';
  return new DryRunError('busy', { detail });
}
