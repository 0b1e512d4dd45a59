import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DryRunError } from '../../estimator/errors.js';
import { clientOf } from './client-of.js';

/** At most `requests` a minute of one client. */
export function limitRate(requests: number, what: string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requests,
    keyGenerator: clientOf,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      const detail = `More than ${requests} ${what} a minute came from this address. Try again in a minute.`;
      next(new DryRunError('rate_limited', { detail }));
    },
  });
}
