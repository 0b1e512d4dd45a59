import { describeFigures } from '../../render/describe-statement.js';
import type { CheckReport } from '../check-report.js';
import { countOf } from './count-of.js';

/** Dollars, bytes and what they are the sum of, in words. */
export interface TotalTexts {
  readonly cost: string;
  readonly scanned: string;
  /** `4 statements in 3 files`. */
  readonly counts: string;
  /** A sentence where something is in none of the sums, else empty. */
  readonly missing: string;
}

export function describeTotal({ total, statements, check }: CheckReport): TotalTexts {
  const { cost, scanned } = describeFigures(total);
  const { notEstimated } = total;
  return {
    cost,
    scanned,
    counts: `${countOf(statements.length, 'statement')} in ${countOf(check.files.length, 'file')}`,
    missing:
      notEstimated === 0
        ? ''
        : `${countOf(notEstimated, 'statement')} of unknown size: in none of these sums.`,
  };
}
