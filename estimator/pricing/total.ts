import type { Interval, StatementReport, Total } from '../report.js';
import { unknownInterval } from './interval.js';
import { addUsd } from './money.js';

type Summed = Pick<StatementReport, 'bytesScanned' | 'bytesBilled' | 'usd' | 'usdPerMonth'>;

/**
 * The sums over statements. A statement without a known upper bound is in none of them and is counted in
 * `notEstimated`; if all are such, the sums are not known. No statements cost nothing.
 */
export function totalOf(statements: readonly Summed[]): Total {
  const estimated = statements.filter(({ usd }) => usd.high !== null);
  const sum = (
    figure: (statement: Summed) => Interval,
    add: (figures: readonly number[]) => number,
  ): Interval =>
    estimated.length === 0 && statements.length > 0
      ? unknownInterval
      : addIntervals(estimated.map(figure), add);
  const isMonthKnown =
    estimated.length > 0 && estimated.every(({ usdPerMonth }) => usdPerMonth !== undefined);
  return {
    bytesScanned: sum(({ bytesScanned }) => bytesScanned, addNumbers),
    bytesBilled: sum(({ bytesBilled }) => bytesBilled, addNumbers),
    usd: sum(({ usd }) => usd, addUsd),
    ...(isMonthKnown
      ? { usdPerMonth: sum(({ usdPerMonth }) => usdPerMonth ?? unknownInterval, addUsd) }
      : {}),
    statements: statements.length,
    notEstimated: statements.length - estimated.length,
  };
}

function addIntervals(intervals: readonly Interval[], add: (figures: readonly number[]) => number): Interval {
  const side = (figures: readonly (number | null)[]): number | null => {
    const known = figures.filter((figure) => figure !== null);
    return known.length === figures.length ? add(known) : null;
  };
  return {
    low: side(intervals.map(({ low }) => low)),
    likely: side(intervals.map(({ likely }) => likely)),
    high: side(intervals.map(({ high }) => high)),
  };
}

function addNumbers(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
