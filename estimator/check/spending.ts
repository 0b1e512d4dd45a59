import { mapInterval } from '../pricing/interval.js';
import type { Interval, StatementReport } from '../report.js';
import type { Finding } from './check-report.js';
import { sumOfIntervals } from './sum-of-intervals.js';

/** What a budget is held against: a statement, a file or the whole. */
export interface Spending {
  readonly bytesScanned: Interval;
  readonly usd: Interval;
  /** Null where the runs a month are not known. */
  readonly bytesPerMonth: Interval | null;
  readonly usdPerMonth: Interval | null;
  readonly place: Pick<Finding, 'file' | 'line' | 'column'>;
}

/** What a statement's spending is read from. */
type Spent = Pick<StatementReport, 'source' | 'bytesScanned' | 'usd'> & {
  readonly usdPerMonth?: Interval | undefined;
  readonly runsPerMonth?: number | undefined;
};

export function spendingOf(statement: Spent): Spending {
  const { source, bytesScanned, usd, usdPerMonth = null, runsPerMonth } = statement;
  const { file, line, column } = source;
  return {
    bytesScanned,
    usd,
    bytesPerMonth:
      runsPerMonth === undefined
        ? null
        : mapInterval(bytesScanned, (bytes) => Math.round(bytes * runsPerMonth)),
    usdPerMonth,
    place: { file, line, column },
  };
}

/**
 * The sum of statements. One that is not known makes the sum unknown: unlike in a report, none is left out. What is
 * known of the others is a bound from below all the same.
 */
export function sumOfSpending(spendings: readonly Spending[], file: string | null): Spending {
  return {
    bytesScanned: sumOf(
      spendings.map(({ bytesScanned }) => bytesScanned),
      'bytes',
    ),
    usd: sumOf(
      spendings.map(({ usd }) => usd),
      'usd',
    ),
    bytesPerMonth: sumOrNull(
      spendings.map(({ bytesPerMonth }) => bytesPerMonth),
      'bytes',
    ),
    usdPerMonth: sumOrNull(
      spendings.map(({ usdPerMonth }) => usdPerMonth),
      'usd',
    ),
    place: { file, line: null, column: null },
  };
}

function sumOrNull(intervals: readonly (Interval | null)[], unit: 'bytes' | 'usd'): Interval | null {
  const known = intervals.filter((interval) => interval !== null);
  return known.length === intervals.length ? sumOf(known, unit) : null;
}

function sumOf(intervals: readonly Interval[], unit: 'bytes' | 'usd'): Interval {
  const bounded = intervals.filter(({ low }) => low !== null);
  const isNothingKnown = bounded.length === 0 && intervals.length > 0;
  return {
    ...sumOfIntervals(intervals, unit),
    low: isNothingKnown ? null : sumOfIntervals(bounded, unit).low,
  };
}
