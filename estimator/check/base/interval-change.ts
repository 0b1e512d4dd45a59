import { exactly } from '../../pricing/interval.js';
import { addUsd } from '../../pricing/money.js';
import type { Interval } from '../../report.js';
import type { Change } from './base-comparison.js';

const nothing: Interval = exactly(0);

/** Bytes on both sides with their difference. */
export function changeOfBytes(base: Interval | null, head: Interval | null): Change {
  return { base, head, delta: difference(base ?? nothing, head ?? nothing, (left, right) => left - right) };
}

/** Dollars on both sides with their difference. */
export function changeOfUsd(base: Interval | null, head: Interval | null): Change {
  return {
    base,
    head,
    delta: difference(base ?? nothing, head ?? nothing, (left, right) => addUsd([left, -right])),
  };
}

function difference(
  base: Interval,
  head: Interval,
  subtract: (left: number, right: number) => number,
): Interval {
  const between = (left: number | null, right: number | null): number | null =>
    left === null || right === null ? null : subtract(left, right);
  return {
    low: between(head.low, base.high),
    likely: between(head.likely, base.likely),
    high: between(head.high, base.low),
  };
}
