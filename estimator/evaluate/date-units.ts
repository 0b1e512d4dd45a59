import type { DateValue, TimestampValue } from '../sql/value.js';
import {
  addMonths,
  civilFromDays,
  civilTime,
  dayOfWeek,
  daysFromCivil,
  daysInMonth,
  daysOfMicros,
  isLeapYear,
  microsFromCivil,
  microsOfDays,
  millisOf,
} from './calendar.js';
import { floorDivide } from './decimal.js';

export type DateUnit = 'year' | 'quarter' | 'month' | 'week' | 'day';
export type TimeUnit = 'hour' | 'minute' | 'second' | 'millisecond';

/** Milliseconds of the units that always have the same length. */
export const millisPerUnit: Record<TimeUnit | 'day' | 'week', number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

export const monthsPerUnit: Record<'year' | 'quarter' | 'month', number> = { year: 12, quarter: 3, month: 1 };

export function isDateUnit(unit: string): unit is DateUnit {
  return unit === 'week' || unit === 'day' || Object.hasOwn(monthsPerUnit, unit);
}

export function isTimeUnit(unit: string): unit is TimeUnit {
  return Object.hasOwn(millisPerUnit, unit) && unit !== 'week' && unit !== 'day';
}

/** First day of the unit that a day is in; a week starts on Monday. */
export function truncateDays(unit: DateUnit, days: number): number {
  if (unit === 'day') return days;
  if (unit === 'week') return days - dayOfWeek(days) + 1;
  const { year, month } = civilTime({ kind: 'date', days });
  const span = monthsPerUnit[unit];
  return daysFromCivil(year, month - ((month - 1) % span), 1);
}

export function truncateMicros(unit: DateUnit | TimeUnit, micros: bigint): bigint {
  if (isTimeUnit(unit)) {
    const span = BigInt(millisPerUnit[unit]) * 1000n;
    return floorDivide(micros, span) * span;
  }
  return microsOfDays(truncateDays(unit, daysOfMicros(micros)));
}

/** Start of the unit after the one that starts here. */
export function nextUnit(unit: DateUnit | TimeUnit, micros: bigint): bigint {
  if (unit === 'year' || unit === 'quarter' || unit === 'month') {
    const start = civilFromDays(daysOfMicros(micros));
    const { year, month, day } = addMonths(start, monthsPerUnit[unit]);
    return microsOfDays(daysFromCivil(year, month, day));
  }
  return micros + BigInt(millisPerUnit[unit]) * 1000n;
}

/** Whole units from `start` to `end`, cut towards zero; by Joda-Time's rules for ends of months and leap days. */
export function differenceInUnits(
  unit: DateUnit | TimeUnit,
  start: DateValue | TimestampValue,
  end: DateValue | TimestampValue,
): number {
  const from = millisOf(start);
  const to = millisOf(end);
  if (unit === 'year') return to >= from ? yearsBetween(start, end) : -yearsBetween(end, start);
  if (unit === 'month' || unit === 'quarter') {
    const months = to >= from ? monthsBetween(start, end) : -monthsBetween(end, start);
    return Math.trunc(months / monthsPerUnit[unit]);
  }
  return Math.trunc((to - from) / millisPerUnit[unit]);
}

/** From New Year to 29 February. */
const leapDayMillis = 59 * 86_400_000;

function yearsBetween(start: DateValue | TimestampValue, end: DateValue | TimestampValue): number {
  const startYear = civilTime(start).year;
  const endYear = civilTime(end).year;
  let startRest = millisOf(start) - yearMillis(startYear);
  let endRest = millisOf(end) - yearMillis(endYear);
  if (startRest >= leapDayMillis) {
    if (isLeapYear(startYear)) {
      if (!isLeapYear(endYear)) startRest -= millisPerUnit.day;
    } else if (endRest >= leapDayMillis && isLeapYear(endYear)) {
      endRest -= millisPerUnit.day;
    }
  }
  return endYear - startYear - (endRest < startRest ? 1 : 0);
}

function yearMillis(year: number): number {
  return daysFromCivil(year, 1, 1) * millisPerUnit.day;
}

function monthsBetween(start: DateValue | TimestampValue, end: DateValue | TimestampValue): number {
  const first = civilTime(start);
  const last = civilTime(end);
  const isLastDay = last.day === daysInMonth(last.year, last.month);
  // The last day of a month counts as the same day of a longer month before it.
  const startDay = isLastDay && first.day > last.day ? last.day : first.day;
  const startRest = millisInMonth(first, startDay);
  const endRest = millisInMonth(last, last.day);
  const months = (last.year - first.year) * 12 + last.month - first.month;
  return months - (endRest < startRest ? 1 : 0);
}

function millisInMonth(time: ReturnType<typeof civilTime>, day: number): number {
  const micros = microsFromCivil({ ...time, year: 1970, month: 1, day });
  return Number(floorDivide(micros, 1000n));
}
