import type { Interval } from '../../estimator/report.js';

/** An interval as parts of a bar, in percent of a linear scale that starts at 0. */
export interface RangeView {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** `scale` is the figure at the right end. An unknown low starts at 0; null where there is no upper bound to draw. */
export function rangeView({ low, likely, high }: Interval, scale: number): RangeView | null {
  if (high === null) return null;
  return {
    low: percentOf(low ?? 0, scale),
    likely: percentOf(likely ?? high, scale),
    high: percentOf(high, scale),
  };
}

/** A part in percent of the whole with one decimal; whatever is more than nothing stays visible. */
export function percentOf(part: number, whole: number): number {
  if (part <= 0 || whole <= 0) return 0;
  return Math.min(100, Math.max(0.5, Math.round((part / whole) * 1_000) / 10));
}
