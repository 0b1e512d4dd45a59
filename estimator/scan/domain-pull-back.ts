import { daysFromCivil, daysOfMicros, isPlainYear, microsOfDays } from '../evaluate/calendar.js';
import { decimalOfInteger } from '../evaluate/common-type.js';
import { isDateUnit, isTimeUnit, nextUnit, truncateDays, truncateMicros } from '../evaluate/date-units.js';
import { decimal, floorAtScale, powerOfTen } from '../evaluate/decimal.js';
import type { Type } from '../sql/type.js';
import type { Bound, Domain, DomainValue, ValueRange } from './domain.js';
import { domainOf, rangeOf } from './domain-algebra.js';

/**
 * The values x of a column for which f(x) is in a domain, where f never decreases; perhaps some more, never fewer.
 * null: nothing can be said.
 */
export type PullBack = (domain: Domain) => Domain | null;

/** Where f(x) >= bound (`inclusive`) or f(x) > bound begins to hold: before or after a value, or before or after all. */
type Edge = Cut | 'start' | 'end';

interface Cut {
  readonly side: 'before' | 'after';
  readonly value: DomainValue;
}

/** null: not known. Where the edge is not exact it lies too low for `low` and too high for `high`. */
type FindEdge = (bound: Bound['value'], inclusive: boolean, side: 'low' | 'high') => Edge | null;

/** f does not change the value. */
const identity: PullBack = (domain) => domain;

function monotone(findEdge: FindEdge): PullBack {
  return (domain) => {
    const ranges: (ValueRange | null)[] = [];
    for (const range of domain.ranges) {
      const low = range.low === null ? 'start' : findEdge(range.low.value, range.low.inclusive, 'low');
      const high = range.high === null ? 'end' : findEdge(range.high.value, !range.high.inclusive, 'high');
      if (low === null || high === null) return null;
      if (low === 'end' || high === 'start') continue;
      ranges.push(
        rangeOf(
          low === 'start' ? null : { value: low.value, inclusive: low.side === 'before' },
          high === 'end' ? null : { value: high.value, inclusive: high.side === 'after' },
        ),
      );
    }
    return domainOf(ranges, domain.nullAllowed);
  };
}

/**
 * For CAST(x AS type), and for the conversions that comparisons make by themselves: those to a wider type and from a
 * timestamp to its date. Of others Trino makes no ranges.
 */
export function pullBackCast(from: Type, to: Type): PullBack | null {
  if (from.kind === 'integer') return pullBackFromInteger(from.bits, to);
  if (from.kind === 'decimal') return pullBackFromDecimal(from, to);
  if (from.kind === 'date' && to.kind === 'timestamp') return monotone(dateOfTimestamp);
  if (from.kind === 'timestamp' && to.kind === 'date') return monotone(timestampOfDate);
  if (from.kind === 'real' && to.kind === 'double') return monotone(realOfDouble);
  if (from.kind === 'varchar' && to.kind === 'varchar') {
    const isWider = to.length === null || (from.length !== null && from.length <= to.length);
    return isWider ? identity : null;
  }
  return from.kind === to.kind && sameValues.has(from.kind) ? identity : null;
}

/** A timestamp and one with time zone have the same micros: the session time zone is UTC. */
const sameValues: ReadonlySet<Type['kind']> = new Set([
  ...(['boolean', 'real', 'double', 'date', 'timestamp'] as const),
]);

/** Every integer up to here is itself in a double, and in a real. */
const exactIntegers = { double: 2 ** 53, real: 2 ** 24 } as const;

function pullBackFromInteger(bits: number, to: Type): PullBack | null {
  if (to.kind === 'integer') return to.bits >= bits ? identity : null;
  if (to.kind === 'decimal') {
    if (to.precision - to.scale < decimalOfInteger(bits).precision) return null;
    return monotone((bound, inclusive) => {
      if (bound.kind !== 'decimal') return null;
      const { side, unscaled } = cutAtScale(bound, 0, inclusive);
      return { side, value: { kind: 'integer', value: unscaled } };
    });
  }
  if (to.kind !== 'double' && to.kind !== 'real') return null;
  const exact = exactIntegers[to.kind];
  return monotone((bound, inclusive, side) => {
    if (bound.kind !== 'double') return null;
    return integerOfFloat(bound.value, inclusive, side, exact);
  });
}

/** Beyond the exact integers several of them are one float: the edge is moved to where they begin. */
function integerOfFloat(bound: number, inclusive: boolean, side: 'low' | 'high', exact: number): Edge {
  if (bound >= exact) return side === 'low' ? before({ kind: 'integer', value: BigInt(exact) }) : 'end';
  if (bound <= -exact)
    return side === 'low' ? 'start' : before({ kind: 'integer', value: 1n - BigInt(exact) });
  const nearest = Math.sign(bound) * Math.round(Math.abs(bound));
  return {
    side: sideOf(nearest - bound, inclusive),
    value: { kind: 'integer', value: BigInt(nearest) },
  };
}

function before(value: DomainValue): Cut {
  return { side: 'before', value };
}

/** A bound that the column cannot hold is cut at the nearest value that it can (Trino's UnwrapCastInComparison). */
function sideOf(nearestMinusBound: number, inclusive: boolean): Cut['side'] {
  return nearestMinusBound > 0 || (nearestMinusBound === 0 && inclusive) ? 'before' : 'after';
}

type DecimalType = Extract<Type, { kind: 'decimal' }>;

/** Decimals of so many digits are each another float, so that a comparison of floats is one of them. */
const exactDigits = { double: 15, real: 7 } as const;

function pullBackFromDecimal({ precision, scale }: DecimalType, to: Type): PullBack | null {
  if (to.kind === 'double' || to.kind === 'real') {
    if (precision > exactDigits[to.kind]) return null;
    const toFloat = to.kind === 'double' ? Number : Math.fround;
    return monotone((bound, inclusive) => {
      if (bound.kind !== 'double') return null;
      const scaled = Math.round(bound.value * 10 ** scale);
      if (Math.abs(scaled) > 10 ** precision) return scaled < 0 ? 'start' : 'end';
      const side = sideOf(toFloat(scaled / 10 ** scale) - bound.value, inclusive);
      return { side, value: decimal(BigInt(scaled), scale) };
    });
  }
  // A cast to fewer digits rounds: many values become one.
  if (to.kind !== 'decimal' || to.scale < scale || to.precision - to.scale < precision - scale) return null;
  return monotone((bound, inclusive) => {
    if (bound.kind !== 'decimal') return null;
    const { side, unscaled } = cutAtScale(bound, scale, inclusive);
    return { side, value: decimal(unscaled, scale) };
  });
}

function cutAtScale(
  bound: Extract<DomainValue, { kind: 'decimal' }>,
  scale: number,
  inclusive: boolean,
): { readonly side: Cut['side']; readonly unscaled: bigint } {
  const floor = floorAtScale(bound, scale);
  const shift = powerOfTen(Math.max(bound.scale - scale, 0));
  const rest = bound.scale <= scale ? 0n : bound.unscaled - floor * shift;
  if (rest === 0n) return { side: sideOf(0, inclusive), unscaled: floor };
  const isNearer = rest * 2n >= shift;
  return isNearer ? { side: 'before', unscaled: floor + 1n } : { side: 'after', unscaled: floor };
}

/** Most doubles are no real: `x = 0.1e0` is never true of one. */
const realOfDouble: FindEdge = (bound, inclusive) => {
  if (bound.kind !== 'double') return null;
  const nearest = Math.fround(bound.value);
  const side = sideOf(nearest === bound.value ? 0 : nearest - bound.value, inclusive);
  return { side, value: { kind: 'double', value: nearest } };
};

const dateOfTimestamp: FindEdge = (bound, inclusive) => {
  if (bound.kind !== 'timestamp') return null;
  const days = daysOfMicros(bound.micros);
  const isMidnight = microsOfDays(days) === bound.micros;
  return { side: isMidnight && inclusive ? 'before' : 'after', value: { kind: 'date', days } };
};

const timestampOfDate: FindEdge = (bound, inclusive) => {
  if (bound.kind !== 'date') return null;
  return before({ kind: 'timestamp', micros: microsOfDays(inclusive ? bound.days : bound.days + 1) });
};

/** For year(x), where x is a date or a timestamp (Trino's `UnwrapYearInComparison`). */
export function pullBackYear(from: Type): PullBack | null {
  if (from.kind !== 'date' && from.kind !== 'timestamp') return null;
  return monotone((bound, inclusive) => {
    if (bound.kind !== 'integer') return null;
    const year = Number(inclusive ? bound.value : bound.value + 1n);
    if (!isPlainYear(year)) return null;
    return before(dayValue(from, daysFromCivil(year, 1, 1)));
  });
}

/** For date_trunc(unit, x), where x is a date or a timestamp (Trino's `UnwrapDateTruncInComparison`). */
export function pullBackTruncation(from: Type, unitText: string): PullBack | null {
  const unit = unitText.toLowerCase();
  if (from.kind === 'date' && isDateUnit(unit)) {
    return monotone((bound, inclusive) => {
      if (bound.kind !== 'date') return null;
      const first = truncateDays(unit, bound.days);
      const isAligned = first === bound.days;
      return before(
        dayValue(from, isAligned && inclusive ? first : daysOfMicros(nextUnit(unit, microsOfDays(first)))),
      );
    });
  }
  if (from.kind !== 'timestamp' || !(isDateUnit(unit) || isTimeUnit(unit))) return null;
  return monotone((bound, inclusive) => {
    if (bound.kind !== 'timestamp') return null;
    const first = truncateMicros(unit, bound.micros);
    const isAligned = first === bound.micros;
    return before({ kind: 'timestamp', micros: isAligned && inclusive ? first : nextUnit(unit, first) });
  });
}

function dayValue(type: Type, days: number): DomainValue {
  return type.kind === 'date' ? { kind: 'date', days } : { kind: 'timestamp', micros: microsOfDays(days) };
}
