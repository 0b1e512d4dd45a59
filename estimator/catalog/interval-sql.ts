import type { Bound, ValueRange } from '../scan/domain.js';
import { compareDomainValues } from '../scan/domain-value.js';

/** Columns, or other SQL, of the least and the greatest value of a chunk. */
export interface Interval {
  readonly minimum: string;
  readonly maximum: string;
}

/** How bounds are written in SQL: one, and some as a list. */
export interface BoundWriter {
  readonly one: (bound: Bound) => string;
  readonly list: (bounds: readonly Bound[]) => string;
}

/** Conditions that some value between minimum and maximum lies in a range, one for each alternative. */
export function overlapConditions(
  ranges: readonly ValueRange[],
  interval: Interval,
  write: BoundWriter,
): readonly string[] {
  const { minimum, maximum } = interval;
  return runsOf(ranges).map(({ low, high, gaps }) =>
    allOf([
      ...(low === null ? [] : [`${maximum} ${low.inclusive ? '>=' : '>'} ${write.one(low)}`]),
      ...(high === null ? [] : [`${minimum} ${high.inclusive ? '<=' : '<'} ${write.one(high)}`]),
      ...(gaps.length === 0
        ? []
        : [`NOT (${minimum} = ${maximum} AND list_contains(${write.list(gaps)}, ${minimum}))`]),
    ]),
  );
}

/** Conditions that all values between minimum and maximum lie in one range, one for each alternative. */
export function containmentConditions(
  ranges: readonly ValueRange[],
  { minimum, maximum }: Interval,
  write: BoundWriter,
): readonly string[] {
  return runsOf(ranges).map(({ low, high, gaps }) =>
    allOf([
      ...(low === null ? [] : [`${minimum} ${low.inclusive ? '>=' : '>'} ${write.one(low)}`]),
      ...(high === null ? [] : [`${maximum} ${high.inclusive ? '<=' : '<'} ${write.one(high)}`]),
      ...(gaps.length === 0
        ? []
        : [
            `${minimum} <= ${maximum}`,
            `len(list_filter(${write.list(gaps)}, gap -> gap BETWEEN ${minimum} AND ${maximum})) = 0`,
          ]),
    ]),
  );
}

function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;
}

/** One range with single values left out of it. */
interface Run extends ValueRange {
  readonly gaps: readonly Bound[];
}

/**
 * `x <> 'a' AND x <> 'b' ...` leaves ranges that all but touch. DuckDB takes milliseconds to plan a condition for each:
 * a run of them is one condition.
 */
function runsOf(ranges: readonly ValueRange[]): readonly Run[] {
  const runs: Run[] = [];
  for (const range of ranges) {
    const last = runs.at(-1);
    const gap = last === undefined ? null : gapBetween(last.high, range.low);
    if (last === undefined || gap === null) runs.push({ ...range, gaps: [] });
    else runs[runs.length - 1] = { low: last.low, high: range.high, gaps: [...last.gaps, gap] };
  }
  return runs;
}

function gapBetween(high: Bound | null, low: Bound | null): Bound | null {
  if (high === null || low === null || high.inclusive || low.inclusive) return null;
  return compareDomainValues(high.value, low.value) === 0 ? high : null;
}
