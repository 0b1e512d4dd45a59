import { mapInterval } from '../pricing/interval.js';
import type { Interval, StatementReport } from '../report.js';
import type { Finding } from './check-report.js';

/** What a budget is held against: a statement, a file or the whole. */
export interface Spending {
  readonly bytesScanned: Interval;
  readonly usd: Interval;
  /** Null where the runs a month are not known. */
  readonly bytesPerMonth: Interval | null;
  readonly usdPerMonth: Interval | null;
  readonly place: Pick<Finding, 'file' | 'line' | 'column'>;
}

export function spendingOf(statement: StatementReport): Spending {
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

/** The sum of statements. One that is not known makes the sum unknown: unlike in a report, none is left out. */
export function sumOfSpending(spendings: readonly Spending[], file: string | null): Spending {
  return {
    bytesScanned: sumOf(spendings.map(({ bytesScanned }) => bytesScanned)),
    usd: sumOf(spendings.map(({ usd }) => usd)),
    bytesPerMonth: sumOrNull(spendings.map(({ bytesPerMonth }) => bytesPerMonth)),
    usdPerMonth: sumOrNull(spendings.map(({ usdPerMonth }) => usdPerMonth)),
    place: { file, line: null, column: null },
  };
}

function sumOrNull(intervals: readonly (Interval | null)[]): Interval | null {
  const known = intervals.filter((interval) => interval !== null);
  return known.length === intervals.length ? sumOf(known) : null;
}

function sumOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce(
    (sum, { low, likely, high }) => ({
      // What is known of the others is a bound from below all the same.
      low: low === null ? sum.low : (sum.low ?? 0) + low,
      likely: added(sum.likely, likely),
      high: added(sum.high, high),
    }),
    { low: intervals.length === 0 ? 0 : null, likely: 0, high: 0 },
  );
}

function added(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
