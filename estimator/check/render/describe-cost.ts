import { formatInterval } from '../../render/format-interval.js';
import { formatUsd } from '../../render/format-usd.js';
import type { Interval } from '../../report.js';

/** `$0.02 a run, $0.60 a month`: dollars of a run, and of a month where the number of runs is known. */
export function describeCost(usd: Interval, usdPerMonth: Interval | null): string {
  if (usd.low === null && usd.high === null) return 'not known';
  const month = usdPerMonth === null ? '' : `, ${formatInterval(usdPerMonth, formatUsd)} a month`;
  return `${formatInterval(usd, formatUsd)} a run${month}`;
}
