import type { Interval, Note, Price, StatementKind } from '../report.js';
import { billingRules } from './billing-rules.js';
import { exactly, mapInterval } from './interval.js';
import { usdOfBytes } from './money.js';

export interface Bill {
  /** Whole bytes after rounding and minimum. */
  readonly bytesBilled: Interval;
  readonly usd: Interval;
  /** Why the bill is a range where the scan is none. */
  readonly notes: readonly Note[];
}

type Charge = (bytesScanned: Interval, price: Price) => Omit<Bill, 'usd'>;

const charges: Record<'scan' | 'free' | 'unstated', Charge> = {
  free: () => ({ bytesBilled: exactly(0), notes: [] }),
  scan: chargeScan,
  unstated: (_bytesScanned, price) => ({
    bytesBilled: { low: 0, likely: 0, high: price.minimumBytes },
    notes: [
      {
        code: 'minimum_unstated',
        message: `No text of AWS says whether a statement of this kind pays the minimum of ${price.minimumBytes / price.roundUpToBytes} MB.`,
      },
    ],
  }),
};

/** What a statement of this kind costs when it scans so many bytes. */
export function bill(bytesScanned: Interval, kind: StatementKind, price: Price): Bill {
  const { bytesBilled, notes } = charges[billingRules[kind].charge](bytesScanned, price);
  return { bytesBilled, usd: mapInterval(bytesBilled, (bytes) => usdOfBytes(bytes, price)), notes };
}

/**
 * Bytes are rounded up to the megabyte, at least the minimum. "Charged for total data scanned per query with a
 * minimum 10MB for each successful or cancelled queries" (AWS Price List, 2026-05-01) has no exception for a query
 * that scans nothing, but such a bill has not been observed: the low bound of nothing is nothing.
 */
function chargeScan(bytesScanned: Interval, price: Price): Omit<Bill, 'usd'> {
  const billed = mapInterval(bytesScanned, (bytes) => billedBytes(bytes, price));
  if (bytesScanned.low !== 0) return { bytesBilled: billed, notes: [] };
  const minimum = price.minimumBytes / price.roundUpToBytes;
  const message = `A query that scans no byte may be free; the price list says that each query pays at least ${minimum} MB.`;
  return { bytesBilled: { ...billed, low: 0 }, notes: [{ code: 'minimum_on_nothing', message }] };
}

function billedBytes(bytes: number, { minimumBytes, roundUpToBytes }: Price): number {
  return Math.max(minimumBytes, Math.ceil(bytes / roundUpToBytes) * roundUpToBytes);
}
