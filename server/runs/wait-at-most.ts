import { DryRunError } from '../../estimator/errors.js';

/** The time in which a run has to begin. */
export interface Waiting {
  /** Aborted as the run's own signal, and with `busy` where the run has not begun in time. */
  readonly signal: AbortSignal;
  /** The run has begun, or will not. */
  readonly end: () => void;
}

/** Whatever a run waits for, the estimate, its turn, a process that starts, is waited for `waitingMs` together. */
export function waitAtMost(waitingMs: number, signal: AbortSignal): Waiting {
  const late = new AbortController();
  const seconds = Math.round(waitingMs / 100) / 10;
  const timer = setTimeout(() => {
    const detail = `The query has waited ${seconds} s for its turn, as long as one may. Try again in a moment.`;
    late.abort(new DryRunError('busy', { detail }));
  }, waitingMs);
  return { signal: AbortSignal.any([signal, late.signal]), end: () => clearTimeout(timer) };
}
