import { countOf } from '../../count-of.js';
import { formatBytes } from '../../render/format-bytes.js';
import { formatInterval } from '../../render/format-interval.js';
import type { CheckReport } from '../check-report.js';
import { describeCost } from './describe-cost.js';

/** Dollars, bytes and what they are the sum of, in words. */
export interface TotalTexts {
  /** `$0.02 a run, $0.60 a month` */
  readonly cost: string;
  readonly scanned: string;
  /** `4 statements in 3 files` */
  readonly counts: string;
  /** A sentence where something is in none of the sums, else empty. */
  readonly missing: string;
}

export function describeTotal({ total, statements, check }: CheckReport): TotalTexts {
  const { notEstimated } = total;
  return {
    cost: describeCost(total.usd, total.usdPerMonth ?? null),
    scanned: formatInterval(total.bytesScanned, formatBytes),
    counts: `${countOf(statements.length, 'statement')} in ${countOf(check.files.length, 'file')}`,
    missing:
      notEstimated === 0
        ? ''
        : `${countOf(notEstimated, 'statement')} of unknown size: in none of these sums.`,
  };
}
