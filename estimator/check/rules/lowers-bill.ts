import { bill } from '../../pricing/bill.js';
import { exactly } from '../../pricing/interval.js';
import type { Price, StatementReport } from '../../report.js';

/**
 * Whether a statement would be billed less without so many of its likely bytes. Below the minimum that each query
 * pays, reading less saves nothing, so no rule speaks.
 */
export function lowersBill(
  { kind, bytesScanned: { likely } }: StatementReport,
  bytes: number,
  price: Price,
): boolean {
  if (likely === null) return false;
  const now = bill(exactly(likely), kind, price).bytesBilled.high ?? 0;
  const then = bill(exactly(Math.max(0, Math.round(likely - bytes))), kind, price).bytesBilled.high ?? 0;
  return then < now;
}
