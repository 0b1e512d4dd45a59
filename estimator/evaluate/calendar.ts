import type { DateValue, TimestampValue } from '../sql/value.js';
import { floorDivide } from './decimal.js';

const microsPerDay = 86_400_000_000n;
const millisPerDay = 86_400_000;

/** Years that Trino, Java and this calendar print and parse in one way. */
export const firstYear = 1;
export const lastYear = 9999;

/** A point of the proleptic Gregorian calendar, in UTC. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Micros within the second. */
  readonly micros: number;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const cumulativeDays: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function dayOfYear(year: number, month: number, day: number): number {
  return (cumulativeDays[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + day;
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601 week and the year it belongs to. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const thursday = days - dayOfWeek(days) + 4;
  const { year } = civilFromDays(thursday);
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 };
}

const microsPerDayNumber = 86_400_000_000;

/** Day and micros of the day; in doubles where they are exact, which is five times as fast. */
function splitMicros(micros: bigint): { readonly days: number; readonly ofDay: number } {
  const exact = Number(micros);
  if (Number.isSafeInteger(exact)) {
    const days = Math.floor(exact / microsPerDayNumber);
    return { days, ofDay: exact - days * microsPerDayNumber };
  }
  const days = floorDivide(micros, microsPerDay);
  return { days: Number(days), ofDay: Number(micros - days * microsPerDay) };
}

export function daysOfMicros(micros: bigint): number {
  return splitMicros(micros).days;
}

export function microsOfDays(days: number): bigint {
  return BigInt(days) * microsPerDay;
}

/** Fields of an instant or of a date's midnight. */
export function civilTime(value: DateValue | TimestampValue): CivilTime {
  const { days, ofDay } = value.kind === 'date' ? { days: value.days, ofDay: 0 } : splitMicros(value.micros);
  const { year, month, day } = civilFromDays(days);
  const seconds = Math.floor(ofDay / 1_000_000);
  return {
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micros: ofDay % 1_000_000,
  };
}

export function microsFromCivil(time: CivilTime): bigint {
  const days = daysFromCivil(time.year, time.month, time.day);
  const seconds = days * 86_400 + time.hour * 3600 + time.minute * 60 + time.second;
  return BigInt(seconds) * 1_000_000n + BigInt(time.micros);
}

/** A date some months later; the day is cut to the end of the month. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

export function isPlainYear(year: number): boolean {
  return year >= firstYear && year <= lastYear;
}

/** True if Trino and this calendar agree on the fields of the value: years 1 to 9999. */
export function isPlainTime(value: DateValue | TimestampValue): boolean {
  const days = value.kind === 'date' ? value.days : daysOfMicros(value.micros);
  return days >= firstPlainDay && days <= lastPlainDay;
}

const firstPlainDay = daysFromCivil(firstYear, 1, 1);
const lastPlainDay = daysFromCivil(lastYear, 12, 31);

export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** `2024-05-06 07:08:09.123`, with `digits` (0, 3 or 6) of the fraction. */
export function formatTimestamp(value: TimestampValue, digits: number, separator = ' '): string {
  const { hour, minute, second, micros } = civilTime(value);
  const clock = `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}`;
  const fraction = digits === 0 ? '' : `.${padded(micros, 6).slice(0, digits)}`;
  return `${formatDate(daysOfMicros(value.micros))}${separator}${clock}${fraction}`;
}

function padded(value: number, digits: number): string {
  return value.toString().padStart(digits, '0');
}

/** Whole milliseconds since 1970, for dates as for timestamps: the unit in which Trino computes differences. */
export function millisOf(value: DateValue | TimestampValue): number {
  return value.kind === 'date' ? value.days * millisPerDay : Number(floorDivide(value.micros, 1000n));
}
