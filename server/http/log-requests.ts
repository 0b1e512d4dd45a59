import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** One line a request: method, path, status, time. Query strings, forms and headers hold SQL, so none is logged. */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    customLogLevel: (_request, response, error) => {
      if (response.statusCode === 503) return 'warn';
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: unknown; url: unknown }) => ({
        id,
        method,
        path: typeof url === 'string' ? url.split('?')[0] : undefined,
      }),
      res: ({ statusCode }: { statusCode: unknown }) => ({ statusCode }),
      err: (error: { type: unknown }) => ({ type: error.type }),
    },
  });
}
