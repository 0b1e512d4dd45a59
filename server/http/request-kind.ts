import type { Request } from 'express';

/** Whether htmx asks for the part of the page that it swaps in. */
export function wantsPart(request: Request): boolean {
  return request.get('hx-request-type') === 'partial';
}

export function wantsJson(request: Request): boolean {
  return request.path.endsWith('.json') || request.path === '/health';
}
