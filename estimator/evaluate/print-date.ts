import type { TimestampValue } from '../sql/value.js';
import {
  type CivilTime,
  civilTime,
  dayOfWeek,
  dayOfYear,
  daysFromCivil,
  isoWeek,
  isPlainYear,
} from './calendar.js';
import {
  monthNames,
  type NumericField,
  type PatternElement,
  shortNameLength,
  weekdayNames,
} from './date-pattern.js';
import { type Outcome, UNKNOWN } from './outcome.js';
import { localTime } from './time-zone.js';

type NameField = Extract<PatternElement, { kind: 'name' }>['field'];

export const numericFields: Record<NumericField, (time: CivilTime) => number> = {
  year: (time) => time.year,
  month: (time) => time.month,
  day: (time) => time.day,
  hour: (time) => time.hour,
  clock_hour: (time) => (time.hour === 0 ? 24 : time.hour),
  half_hour: (time) => time.hour % 12,
  clock_half_hour: (time) => (time.hour % 12 === 0 ? 12 : time.hour % 12),
  minute: (time) => time.minute,
  second: (time) => time.second,
  day_of_year: (time) => dayOfYear(time.year, time.month, time.day),
  week: (time) => isoWeek(daysOf(time)).week,
  week_year: (time) => isoWeek(daysOf(time)).year,
  day_of_week: (time) => dayOfWeek(daysOf(time)),
};

const names: Record<NameField, (time: CivilTime) => string> = {
  month: (time) => monthNames[time.month - 1] ?? '',
  weekday: (time) => weekdayNames[dayOfWeek(daysOf(time)) - 1] ?? '',
  halfday: (time) => (time.hour < 12 ? 'AM' : 'PM'),
};

const offsets = { plain: '+0000', colon: '+00:00', identifier: 'UTC' } as const;

/** Prints in English, as Athena's session does. Values finer than a millisecond are left open: Trino rounds them. */
export function printDate(elements: readonly PatternElement[], value: TimestampValue): Outcome {
  const local = localTime(value);
  if (local === UNKNOWN) return UNKNOWN;
  const time = civilTime(local);
  if (!isPlainYear(time.year) || time.micros % 1000 !== 0) return UNKNOWN;
  let text = '';
  for (const element of elements) {
    const part = printElement(element, time, value);
    if (part === null) return UNKNOWN;
    text += part;
  }
  return text;
}

function printElement(
  element: PatternElement,
  time: CivilTime,
  { zoned, zone }: TimestampValue,
): string | null {
  if (element.kind === 'literal') return element.text;
  if (element.kind === 'number') {
    return numericFields[element.field](time).toString().padStart(element.minimumDigits, '0');
  }
  if (element.kind === 'name') {
    const name = names[element.field](time);
    return element.short ? name.slice(0, shortNameLength) : name;
  }
  if (element.kind === 'fraction') return printFraction(element, Math.floor(time.micros / 1000));
  if (element.kind === 'two_digit_year') return (time.year % 100).toString().padStart(2, '0');
  if (zone !== undefined) return null;
  return zoned || element.style !== 'identifier' ? offsets[element.style] : null;
}

function printFraction(element: Extract<PatternElement, { kind: 'fraction' }>, millis: number): string {
  const digits = millis.toString().padStart(3, '0');
  return digits.slice(0, element.maximumDigits).padEnd(element.minimumDigits, '0');
}

function daysOf(time: CivilTime): number {
  return daysFromCivil(time.year, time.month, time.day);
}
