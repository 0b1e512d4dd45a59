import { isInside, type MeasuredCase } from '../oracle/measure-layouts.js';
import { isReplayed, type ScoredCase, type Verdict } from './replay-source.js';

/** One row of a summary. */
export interface Standing {
  readonly cases: number;
  readonly replayed: number;
  /** Of the replayed: only the rule is tested, for the size of the table is the figure itself. */
  readonly ruleOnly: number;
  readonly inside: number;
  /** Inside with the tolerance of made data only. */
  readonly near: number;
  /** Estimates of one number. */
  readonly exact: number;
  /** (high - low) / high, 0 to 1; null where nothing was replayed. */
  readonly medianWidth: number | null;
}

interface Judged {
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

export function standingOfPublished(cases: readonly ScoredCase[]): Standing {
  const replayed = cases.filter(isReplayed);
  const ruleOnly = replayed.filter(({ plan }) => plan.sizeFrom === 'own_scan').length;
  return { ...standing(cases.length, replayed), ruleOnly };
}

export function standingOfMeasured(cases: readonly MeasuredCase[]): Standing {
  const judged = cases.map((each) => ({
    low: each.estimate.bytesScanned.low ?? 0,
    high: each.estimate.bytesScanned.high ?? Number.POSITIVE_INFINITY,
    verdict: isInside(each) ? ('inside' as const) : ('outside' as const),
  }));
  return standing(cases.length, judged);
}

function standing(cases: number, judged: readonly Judged[]): Standing {
  return {
    cases,
    replayed: judged.length,
    ruleOnly: 0,
    inside: judged.filter(({ verdict }) => verdict === 'inside').length,
    near: judged.filter(({ verdict }) => verdict === 'near').length,
    exact: judged.filter(({ low, high }) => low === high).length,
    medianWidth: median(judged.map(widthOf)),
  };
}

/** How much of the upper bound is not certain: 0 is an exact figure, 1 says nothing. */
export function widthOf({ low, high }: { readonly low: number; readonly high: number }): number {
  return high === 0 ? 0 : (high - low) / high;
}

/** The lower one of two in the middle. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
