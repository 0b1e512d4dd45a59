import type { RequestHandler } from 'express';
import { DryRunError } from '../../estimator/errors.js';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A server bound to the loopback address answers only to loopback names: else a page on the internet could point its
 * own name at 127.0.0.1 and read the answers (DNS rebinding). `allowed` are the names a proxy in front passes on.
 */
export function refuseForeignHosts(allowed: readonly string[]): RequestHandler {
  const known = new Set([...loopbackNames, ...allowed]);
  return (request, _response, next) => {
    const address = request.socket.localAddress ?? '';
    const isLoopback = /^(::ffff:)?127\.|^::1$/.test(address);
    const host = (request.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!isLoopback || host === '' || known.has(host)) return next();
    next(new DryRunError('forbidden', { what: `The host name ${host}` }));
  };
}
