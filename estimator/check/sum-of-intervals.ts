import { addUsd } from '../pricing/money.js';
import type { Interval } from '../report.js';

type Add = (figures: readonly number[]) => number;

const additions: Readonly<Record<'bytes' | 'usd', Add>> = {
  bytes: (figures) => figures.reduce((sum, bytes) => sum + bytes, 0),
  usd: addUsd,
};

/** The sum, side by side; one that is not known makes that side unknown. Nothing sums up to 0. */
export function sumOfIntervals(intervals: readonly Interval[], unit: 'bytes' | 'usd'): Interval {
  const side = (figures: readonly (number | null)[]): number | null => {
    const known = figures.filter((figure) => figure !== null);
    return known.length === figures.length ? additions[unit](known) : null;
  };
  return {
    low: side(intervals.map(({ low }) => low)),
    likely: side(intervals.map(({ likely }) => likely)),
    high: side(intervals.map(({ high }) => high)),
  };
}
