import type { Gain } from '../advice-report.js';
import type { Interval } from '../report.js';

/** Less than this share of the bytes is no gain worth a change. */
const leastShare = 0.01;

/** What a change is sure to gain, by the bounds of both estimates; null where it may not help at all. */
export function gainOf(before: Interval, after: Interval): Gain | null {
  if (after.high === null || after.likely === null) return null;
  if (isLess(after.high, before.low)) return 'certain';
  if (before.high === null || before.likely === null) return null;
  if (after.high > before.high || after.likely > before.likely) return null;
  if (isLess(after.likely, before.likely)) return 'likely';
  return isLess(after.high, before.high) ? 'worst_case' : null;
}

function isLess(after: number, before: number | null): boolean {
  return before !== null && before > 0 && after <= before * (1 - leastShare);
}

/** Bytes that stay unread: at least, likely and at most, never less than none. */
export function savedBytes(before: Interval, after: Interval): Interval {
  return {
    low: difference(before.low, after.high),
    likely: difference(before.likely, after.likely),
    high: difference(before.high, after.low),
  };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : Math.max(0, before - after);
}
