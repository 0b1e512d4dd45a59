import type { DateValue, TimestampValue } from '../sql/value.js';
import {
  civilTime,
  daysFromCivil,
  daysInMonth,
  daysOfMicros,
  formatDate,
  isoWeek,
  isPlainTime,
  microsOfDays,
} from './calendar.js';
import { castTo } from './cast-value.js';
import type { NumericField } from './date-pattern.js';
import {
  differenceInUnits,
  isDateUnit,
  isTimeUnit,
  millisPerUnit,
  monthsPerUnit,
  truncateDays,
  truncateMicros,
} from './date-units.js';
import {
  bigintType,
  dateType,
  doubleType,
  timestampType,
  varcharType,
  zonedTimestampType,
} from './known-types.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';
import { numericFields } from './print-date.js';
import { type FunctionTable, sameAs, scalar, smallInteger } from './scalar-function.js';
import { onLocalTime, plain, shiftMonths } from './temporal-arithmetic.js';
import { atTimeZone, instantOf } from './time-zone.js';

type Temporal = DateValue | TimestampValue;

/** Date and time functions as in Trino's `DateTimeFunctions`; the session time zone is UTC. */
export const dateFunctions: FunctionTable = {
  date: [scalar(['any'], dateType, (value) => castTo(dateType)(value, null))],
  year: [field('year')],
  quarter: [scalar(['temporal'], bigintType, (value) => calendarField(value, quarter))],
  month: [field('month')],
  week: [field('week')],
  week_of_year: [field('week')],
  year_of_week: [scalar(['temporal'], bigintType, (value) => calendarField(value, yearOfWeek))],
  yow: [scalar(['temporal'], bigintType, (value) => calendarField(value, yearOfWeek))],
  day: [field('day')],
  day_of_month: [field('day')],
  day_of_week: [field('day_of_week')],
  dow: [field('day_of_week')],
  day_of_year: [field('day_of_year')],
  doy: [field('day_of_year')],
  hour: [timeField('hour')],
  minute: [timeField('minute')],
  second: [timeField('second')],
  millisecond: [
    scalar(['temporal'], bigintType, (value) =>
      value.kind === 'date' ? UNKNOWN : BigInt(Math.floor(civilTime(value).micros / 1000)),
    ),
  ],
  last_day_of_month: [scalar(['temporal'], dateType, lastDayOfMonth)],
  date_trunc: [scalar(['text', 'moment'], sameAs(1), truncate)],
  date_add: [scalar(['text', 'integer', 'moment'], sameAs(2), add)],
  date_diff: [scalar(['text', 'moment', 'moment'], bigintType, difference)],
  from_iso8601_date: [scalar(['text'], dateType, fromIsoDate)],
  from_iso8601_timestamp: [scalar(['text'], zonedTimestampType, fromIsoTimestamp)],
  from_unixtime: [scalar(['double'], zonedTimestampType, fromUnixTime)],
  to_unixtime: [scalar(['timestamp'], doubleType, toUnixTime)],
  to_iso8601: [
    scalar(['date'], varcharType, (value) => (isPlainTime(value) ? formatDate(value.days) : UNKNOWN)),
  ],
  at_timezone: [scalar(['timestamp', 'text'], zonedTimestampType, atTimeZone)],
  with_timezone: [scalar(['timestamp', 'text'], zonedTimestampType, withTimeZone)],
};

function field(name: NumericField): FunctionTable[string][number] {
  const read = numericFields[name];
  return scalar(['temporal'], bigintType, (value) => calendarField(value, (time) => read(time)));
}

/** Trino has no hour of a date. */
function timeField(name: NumericField): FunctionTable[string][number] {
  const read = numericFields[name];
  return scalar(['temporal'], bigintType, (value) =>
    value.kind === 'date' ? UNKNOWN : calendarField(value, (time) => read(time)),
  );
}

function calendarField(value: Temporal, read: (time: ReturnType<typeof civilTime>) => number): Outcome {
  return isPlainTime(value) ? BigInt(read(civilTime(value))) : UNKNOWN;
}

function quarter({ month }: { readonly month: number }): number {
  return Math.ceil(month / 3);
}

function yearOfWeek(time: ReturnType<typeof civilTime>): number {
  return isoWeek(daysFromCivil(time.year, time.month, time.day)).year;
}

function lastDayOfMonth(value: Temporal): Outcome {
  if (!isPlainTime(value)) return UNKNOWN;
  const { year, month } = civilTime(value);
  return { kind: 'date', days: daysFromCivil(year, month, daysInMonth(year, month)) };
}

/** Units below a day are refused for a date. */
function truncate(unitText: string, value: Temporal): Outcome {
  const unit = unitText.toLowerCase();
  if (!isPlainTime(value)) return UNKNOWN;
  if (value.kind === 'date') {
    return isDateUnit(unit) ? { kind: 'date', days: truncateDays(unit, value.days) } : FAILED;
  }
  if (!isDateUnit(unit) && !isTimeUnit(unit)) return FAILED;
  return onLocalTime(value, (local) => ({ ...local, micros: truncateMicros(unit, local.micros) }));
}

function add(unitText: string, count: bigint, value: Temporal): Outcome {
  const unit = unitText.toLowerCase();
  const amount = smallInteger(count);
  if (!isDateUnit(unit) && !isTimeUnit(unit)) return FAILED;
  if (value.kind === 'date' && !isDateUnit(unit)) return FAILED;
  if (amount === null) return UNKNOWN;
  if (unit === 'year' || unit === 'quarter' || unit === 'month') {
    return shiftMonths(value, amount * monthsPerUnit[unit]);
  }
  const millis = count * BigInt(millisPerUnit[unit]);
  const isDays = unit === 'day' || unit === 'week';
  if (value.kind === 'date') {
    return plain({ kind: 'date', days: value.days + Number(millis / BigInt(millisPerUnit.day)) });
  }
  const later = (from: TimestampValue): Outcome => plain({ ...from, micros: from.micros + millis * 1000n });
  return isDays ? onLocalTime(value, later) : later(value);
}

/** Two dates are compared as dates, else both as timestamps. */
function difference(unitText: string, start: Temporal, end: Temporal): Outcome {
  const unit = unitText.toLowerCase();
  const isDates = start.kind === 'date' && end.kind === 'date';
  if (!isDateUnit(unit) && (isDates || !isTimeUnit(unit))) return FAILED;
  const hasZone = [start, end].some((value) => value.kind === 'timestamp' && value.zone !== undefined);
  if (isDateUnit(unit) && hasZone) return UNKNOWN;
  if (!isPlainTime(start) || !isPlainTime(end)) return UNKNOWN;
  return BigInt(differenceInUnits(unit, start, end));
}

/** ISO 8601 has week dates, ordinal dates and short forms too: they are left open. */
function fromIsoDate(text: string): Outcome {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? castTo(dateType)(text, null) : UNKNOWN;
}

const isoTimestamp = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?:Z|[+-]00:00)?)?$/;

function fromIsoTimestamp(text: string): Outcome {
  const match = isoTimestamp.exec(text);
  return match === null ? UNKNOWN : castTo(zonedTimestampType)(`${match[1]} ${match[2] ?? '00:00'}`, null);
}

/** Rounded to milliseconds. */
function fromUnixTime(seconds: number): Outcome {
  const millis = Math.floor(seconds * 1000 + 0.5);
  if (!Number.isSafeInteger(millis)) return UNKNOWN;
  return plain({ kind: 'timestamp', micros: BigInt(millis) * 1000n, zoned: true });
}

function toUnixTime(value: TimestampValue): Outcome {
  return value.micros % 1000n === 0n ? Number(value.micros / 1000n) / 1000 : UNKNOWN;
}

/** Of a timestamp without time zone only. */
function withTimeZone(value: TimestampValue, zone: string): Outcome {
  return value.zoned ? UNKNOWN : instantOf(value, zone);
}

/** `current_date` and its kin: what they are at the start of the query. */
export const clockFunctions: Readonly<
  Record<
    string,
    { readonly type: typeof dateType; readonly value: (nowMicros: bigint) => DateValue | TimestampValue }
  >
> = {
  current_date: { type: dateType, value: (now) => ({ kind: 'date', days: daysOfMicros(now) }) },
  current_timestamp: { type: zonedTimestampType, value: (now) => instant(now, true) },
  now: { type: zonedTimestampType, value: (now) => instant(now, true) },
  localtimestamp: { type: timestampType, value: (now) => instant(now, false) },
};

/** Their precision is milliseconds. */
function instant(nowMicros: bigint, zoned: boolean): TimestampValue {
  const micros = microsOfDays(daysOfMicros(nowMicros)) + millisOfDay(nowMicros) * 1000n;
  return { kind: 'timestamp', micros, zoned };
}

function millisOfDay(micros: bigint): bigint {
  return (micros - microsOfDays(daysOfMicros(micros))) / 1000n;
}
