import { mapInterval } from '../pricing/interval.js';
import { addUsd } from '../pricing/money.js';
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
    bytesScanned: sumOf(
      spendings.map(({ bytesScanned }) => bytesScanned),
      addBytes,
    ),
    usd: sumOf(
      spendings.map(({ usd }) => usd),
      addUsd,
    ),
    bytesPerMonth: sumOrNull(
      spendings.map(({ bytesPerMonth }) => bytesPerMonth),
      addBytes,
    ),
    usdPerMonth: sumOrNull(
      spendings.map(({ usdPerMonth }) => usdPerMonth),
      addUsd,
    ),
    place: { file, line: null, column: null },
  };
}

type Add = (figures: readonly number[]) => number;

function addBytes(figures: readonly number[]): number {
  return figures.reduce((sum, bytes) => sum + bytes, 0);
}

function sumOrNull(intervals: readonly (Interval | null)[], add: Add): Interval | null {
  const known = intervals.filter((interval) => interval !== null);
  return known.length === intervals.length ? sumOf(known, add) : null;
}

function sumOf(intervals: readonly Interval[], add: Add): Interval {
  const lows = intervals.map(({ low }) => low).filter((low) => low !== null);
  return {
    // What is known of the others is a bound from below all the same.
    low: lows.length === 0 && intervals.length > 0 ? null : add(lows),
    likely: addKnown(
      intervals.map(({ likely }) => likely),
      add,
    ),
    high: addKnown(
      intervals.map(({ high }) => high),
      add,
    ),
  };
}

function addKnown(figures: readonly (number | null)[], add: Add): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === figures.length ? add(known) : null;
}
