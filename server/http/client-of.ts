import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** Who asks: an address. Not a session, because anybody can open several; of IPv6 the network that one customer gets. */
export function clientOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}
