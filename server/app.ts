import compression from 'compression';
import express, { type RequestHandler } from 'express';
import { DryRunError } from '../estimator/errors.js';
import { onBehalfOf } from './asking-client.js';
import type { PlaygroundContext } from './context.js';
import { clientOf } from './http/client-of.js';
import { handleErrors } from './http/error-handler.js';
import { refuseForeignHosts } from './http/known-host.js';
import { logRequests } from './http/log-requests.js';
import { limitRate } from './http/rate-limits.js';
import { refuseCrossSitePosts } from './http/same-origin.js';
import { securityHeaders } from './http/security-headers.js';
import { sessionIdOf } from './own-data/session-cookie.js';
import { type Route, routes } from './routes.js';
import { createServices } from './services.js';

/** The form with most fields has one for each column of a table. */
const mostFields = 1_100;

/** The playground as an Express application that does not listen yet. */
export function createApp(context: PlaygroundContext): express.Express {
  const { limits, logger, allowedHosts, proxies } = context;
  const services = createServices(context);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', proxies);
  app.use(logRequests(logger));
  app.use(securityHeaders());
  app.use(refuseForeignHosts(allowedHosts));
  app.use(refuseCrossSitePosts());
  app.use(compression());
  const limitPages = limitRate(limits.requestsPerMinute, 'requests');
  const limitRuns = limitRate(limits.runsPerMinute, 'runs');
  const guards: Readonly<Record<Route['cost'], readonly RequestHandler[]>> = {
    page: [limitPages],
    run: [limitPages, limitRuns],
    file: [],
  };
  const readBody = [
    express.urlencoded({ extended: false, limit: limits.bodyBytes, parameterLimit: mostFields }),
    express.json({ limit: limits.bodyBytes }),
  ];
  for (const { path, methods, handler, cost } of routes) {
    for (const method of methods) {
      app[method](path, ...guards[cost], ...(method === 'post' ? readBody : []), (request, response) =>
        onBehalfOf(clientOf(request), () =>
          context.sessions.use(sessionIdOf(request), services, async (session) =>
            handler(session?.services ?? services, request, response, session),
          ),
        ),
      );
    }
  }
  app.use((request, _response, next) => {
    next(new DryRunError('not_found', { what: `${request.method} ${request.path}` }));
  });
  app.use(handleErrors(services));
  return app;
}
