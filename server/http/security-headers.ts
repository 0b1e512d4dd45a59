import type { RequestHandler } from 'express';
import helmet from 'helmet';

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
        styleSrc: ["'self'"],
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
