import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Of one response: the editor in the browser makes its style sheets with it, and nothing else can. */
export function nonceOf(response: ServerResponse): string {
  const known = nonces.get(response);
  if (known !== undefined) return known;
  const nonce = randomBytes(16).toString('base64url');
  nonces.set(response, nonce);
  return nonce;
}

const nonces = new WeakMap<ServerResponse, string>();

/**
 * No inline script, no inline style, nothing from elsewhere. The referrer stays for our own pages: with `no-referrer`
 * a browser sends `Origin: null` with our own forms, and the same-origin check would refuse them.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Meant for HTTPS; behind a proxy that speaks HTTPS the proxy sets it.
    strictTransportSecurity: false,
  });
}
