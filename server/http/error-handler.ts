import type { ErrorRequestHandler } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { diskFull } from '../disk-full.js';
import { problemOf } from '../problem.js';
import { stackFrames } from '../processes/stack-frames.js';
import type { Services } from '../services.js';
import { sendProblem } from './send-problem.js';

/** The last stop of every error: expected ones are told, others are logged and told as `internal`. */
export function handleErrors(services: Services): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const expected = expectedError(diskFull(error), services);
    if (expected === null) {
      services.context.logger.error({ path: request.path, stack: stackOf(error) }, 'unexpected error');
    }
    if (response.headersSent || response.destroyed) {
      // Express would print the error, and its message may quote SQL.
      response.destroy();
      return;
    }
    const told = expected ?? new DryRunError('internal', { detail: 'the server has logged where.' });
    sendProblem(services, request, response, problemOf(told, ''));
  };
}

const bodyError = v.object({ type: v.string(), status: v.number() });

/** Our own errors, and what the body parser throws in our words; null for a surprise. */
function expectedError(error: unknown, services: Services): DryRunError | null {
  if (error instanceof DryRunError) return error;
  const parsed = v.safeParse(bodyError, error);
  if (!parsed.success || parsed.output.status >= 500) return null;
  if (parsed.output.status === 413) {
    const limit = `${formatWholeNumber(services.context.limits.bodyBytes)} bytes`;
    return new DryRunError('limit_exceeded', { what: 'The request', limit });
  }
  return new DryRunError('usage', { detail: `The request body cannot be read (${parsed.output.type}).` });
}

/** Where it happened; the message stays out of the log, because it may quote SQL. */
function stackOf(error: unknown): readonly string[] {
  return error instanceof Error ? [error.name, ...stackFrames(error)] : [];
}
