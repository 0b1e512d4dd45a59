import type { Interval } from '../report.js';

/** The same figure three times: nothing is left open. */
export function exactly(figure: number): Interval {
  return { low: figure, likely: figure, high: figure };
}

export const unknownInterval: Interval = { low: null, likely: null, high: null };

/** Applies a rule to each figure that is known. The rule must not fall where its argument rises. */
export function mapInterval(interval: Interval, rule: (figure: number) => number): Interval {
  const apply = (figure: number | null): number | null => (figure === null ? null : rule(figure));
  return { low: apply(interval.low), likely: apply(interval.likely), high: apply(interval.high) };
}

export function isExact({ low, likely, high }: Interval): boolean {
  return low !== null && low === likely && likely === high;
}
