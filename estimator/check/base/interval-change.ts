import { exactly } from '../../pricing/interval.js';
import { addUsd } from '../../pricing/money.js';
import type { Interval } from '../../report.js';
import type { Change } from './base-comparison.js';

type Unit = 'bytes' | 'usd';
type Subtract = (left: number, right: number) => number;
type Side = Interval | null;

const nothing: Interval = exactly(0);

const subtractions: Readonly<Record<Unit, Subtract>> = {
  bytes: (left, right) => left - right,
  usd: (left, right) => addUsd([left, -right]),
};

/** Both sides with their difference, as wide as both allow. */
export function changeOfRuns(base: Side, head: Side, unit: Unit): Change {
  const { before, now, between } = prepare(base, head, unit);
  return {
    base,
    head,
    delta: {
      low: between(now.low, before.high),
      likely: between(now.likely, before.likely),
      high: between(now.high, before.low),
    },
  };
}

/** Both sides with their difference where one run stands for both: where it reads little, it does so on both sides. */
export function changeOfSameRun(base: Side, head: Side, unit: Unit): Change {
  const { before, now, between } = prepare(base, head, unit);
  const [low, likely, high] = [
    between(now.low, before.low),
    between(now.likely, before.likely),
    between(now.high, before.high),
  ];
  const isKnown = low !== null && high !== null;
  return {
    base,
    head,
    delta: {
      low: isKnown ? Math.min(low, high) : null,
      likely,
      high: isKnown ? Math.max(low, high) : null,
    },
  };
}

function prepare(
  base: Side,
  head: Side,
  unit: Unit,
): {
  readonly before: Interval;
  readonly now: Interval;
  readonly between: (left: number | null, right: number | null) => number | null;
} {
  return {
    before: base ?? nothing,
    now: head ?? nothing,
    between: (left, right) => (left === null || right === null ? null : subtractions[unit](left, right)),
  };
}
