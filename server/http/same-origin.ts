import type { Request, RequestHandler } from 'express';
import { DryRunError } from '../../estimator/errors.js';

/**
 * Refuses what another site makes a visitor's browser send: forms and fetches with side effects.
 * Programs without a browser send neither header and pass.
 */
export function refuseCrossSitePosts(): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || !isCrossSite(request)) return next();
    next(new DryRunError('forbidden', { what: 'A form sent from another site' }));
  };
}

/** Whether a browser says that another site started this request. */
export function isCrossSite(request: Request): boolean {
  const fetchSite = request.get('sec-fetch-site');
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  const origin = request.get('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.get('host');
}
