import type { Response } from 'express';
import { DryRunError } from '../../estimator/errors.js';

/** Works for as long as the client waits for its response: one that goes away takes its queries with it. */
export async function whileConnected<Result>(
  response: Response,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const gone = new AbortController();
  const abort = (): void => gone.abort(new DryRunError('busy', { detail: 'The client went away.' }));
  response.once('close', abort);
  try {
    return await work(gone.signal);
  } finally {
    response.off('close', abort);
  }
}
