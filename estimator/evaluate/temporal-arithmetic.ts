import type { ArithmeticOperator } from '../sql/tree.js';
import type { DateValue, TimestampValue } from '../sql/value.js';
import {
  addMonths,
  civilFromDays,
  daysFromCivil,
  daysOfMicros,
  isPlainTime,
  microsOfDays,
} from './calendar.js';
import { fitsBits } from './integer-arithmetic.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';
import { instantOf, localTime } from './time-zone.js';

type Operator = Exclude<ArithmeticOperator, '||'>;

const millisPerDay = 86_400_000n;

/** `+ - *` on dates, timestamps and intervals. What is not listed here is left open. */
export function temporalArithmetic(operator: Operator): (left: Known, right: Known) => Outcome {
  return operations[operator];
}

const operations: Record<Operator, (left: Known, right: Known) => Outcome> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': () => UNKNOWN,
  '%': () => UNKNOWN,
};

function add(left: Known, right: Known): Outcome {
  if (typeof left !== 'object' || typeof right !== 'object') return UNKNOWN;
  if (right.kind === 'day_interval') return addDayInterval(left, right.millis);
  if (right.kind === 'year_interval') return addYearInterval(left, right.months);
  if (left.kind === 'day_interval') return addDayInterval(right, left.millis);
  return left.kind === 'year_interval' ? addYearInterval(right, left.months) : UNKNOWN;
}

function subtract(left: Known, right: Known): Outcome {
  if (typeof left !== 'object' || typeof right !== 'object') return UNKNOWN;
  if (right.kind === 'day_interval') return addDayInterval(left, -right.millis);
  if (right.kind === 'year_interval') return addYearInterval(left, -right.months);
  return difference(left, right);
}

function difference(left: Extract<Known, object>, right: Extract<Known, object>): Outcome {
  const from = microsOf(right);
  const to = microsOf(left);
  if (from === null || to === null) return UNKNOWN;
  const micros = to - from;
  return micros % 1000n === 0n ? { kind: 'day_interval', millis: micros / 1000n } : UNKNOWN;
}

function microsOf(value: Extract<Known, object>): bigint | null {
  if (value.kind === 'timestamp') return value.micros;
  return value.kind === 'date' ? microsOfDays(value.days) : null;
}

/** A date takes whole days only: Trino refuses to add hours to it. */
function addDayInterval(value: Extract<Known, object>, millis: bigint): Outcome {
  if (value.kind === 'date') {
    if (millis % millisPerDay !== 0n) return FAILED;
    return plain({ kind: 'date', days: value.days + Number(millis / millisPerDay) });
  }
  if (value.kind === 'timestamp') return plain({ ...value, micros: value.micros + millis * 1000n });
  if (value.kind !== 'day_interval') return UNKNOWN;
  const sum = value.millis + millis;
  return fitsBits(sum, 64) ? { kind: 'day_interval', millis: sum } : UNKNOWN;
}

function addYearInterval(value: Extract<Known, object>, months: number): Outcome {
  if (value.kind === 'date' || value.kind === 'timestamp') return shiftMonths(value, months);
  if (value.kind !== 'year_interval') return UNKNOWN;
  const sum = value.months + months;
  return fitsBits(BigInt(sum), 32) ? { kind: 'year_interval', months: sum } : UNKNOWN;
}

/** Some months later at the same time of day, at the month's last day where it has no such day. */
export function shiftMonths(value: DateValue | TimestampValue, months: number): Outcome {
  if (value.kind === 'timestamp' && value.zone !== undefined)
    return onLocalTime(value, (local) => shiftMonths(local, months));
  if (!isPlainTime(value)) return UNKNOWN;
  const days = value.kind === 'date' ? value.days : daysOfMicros(value.micros);
  const shifted = addMonths(civilFromDays(days), months);
  const result = daysFromCivil(shifted.year, shifted.month, shifted.day);
  if (value.kind === 'date') return plain({ kind: 'date', days: result });
  return plain({ ...value, micros: value.micros + microsOfDays(result - days) });
}

/** Changes what the clocks of the zone of an instant show. */
export function onLocalTime(value: TimestampValue, change: (local: TimestampValue) => Outcome): Outcome {
  const local = localTime(value);
  const changed = local === UNKNOWN ? UNKNOWN : change(local);
  if (value.zone === undefined || typeof changed !== 'object' || changed?.kind !== 'timestamp')
    return changed;
  return instantOf(changed, value.zone);
}

/** Only results that both calendars agree on. */
export function plain(value: DateValue | TimestampValue): Outcome {
  return isPlainTime(value) ? value : UNKNOWN;
}

function multiply(left: Known, right: Known): Outcome {
  if (typeof left === 'bigint') return multiplyInterval(right, left);
  return typeof right === 'bigint' ? multiplyInterval(left, right) : UNKNOWN;
}

function multiplyInterval(interval: Known, factor: bigint): Outcome {
  if (typeof interval !== 'object') return UNKNOWN;
  if (interval.kind === 'day_interval') {
    const millis = interval.millis * factor;
    return fitsBits(millis, 64) ? { kind: 'day_interval', millis } : UNKNOWN;
  }
  if (interval.kind !== 'year_interval') return UNKNOWN;
  const months = BigInt(interval.months) * factor;
  return fitsBits(months, 32) ? { kind: 'year_interval', months: Number(months) } : UNKNOWN;
}
