import { daysFromCivil, daysInMonth, firstYear, isLeapYear, lastYear } from './calendar.js';
import {
  monthNames,
  type NumericField,
  type PatternElement,
  shortNameLength,
  weekdayNames,
} from './date-pattern.js';
import { FAILED, UNKNOWN } from './outcome.js';

type Field = NumericField | 'halfday' | 'millis' | 'weekday';

/** What a text said of each field; `absent` for a field that it did not mention. */
type ReadFields = Record<Field, number>;

const absent = -1;

/** An object of one fixed shape: reading the values of 100,000 partitions is mostly making these. */
function noFields(): ReadFields {
  return {
    year: absent,
    month: absent,
    day: absent,
    hour: absent,
    clock_hour: absent,
    half_hour: absent,
    clock_half_hour: absent,
    minute: absent,
    second: absent,
    day_of_year: absent,
    week: absent,
    week_year: absent,
    day_of_week: absent,
    halfday: absent,
    millis: absent,
    weekday: absent,
  };
}

interface Reader {
  readonly text: string;
  at: number;
  readonly fields: ReadFields;
  /** The text is in a form on which nothing certain can be said. */
  unknown: boolean;
}

/** Reads a text by a pattern: microseconds since 1970 UTC. The whole text must be used up. */
export function readDate(
  elements: readonly PatternElement[],
  text: string,
): bigint | typeof FAILED | typeof UNKNOWN {
  const reader: Reader = { text, at: 0, fields: noFields(), unknown: false };
  for (const element of elements) {
    if (!readElement(element, reader)) return reader.unknown ? UNKNOWN : FAILED;
  }
  if (reader.unknown) return UNKNOWN;
  return reader.at < text.length ? FAILED : combine(reader.fields);
}

function readElement(element: PatternElement, reader: Reader): boolean {
  if (element.kind === 'literal') return readLiteral(element.text, reader);
  if (element.kind === 'number') return readNumber(element, reader);
  if (element.kind === 'name') return readName(element.field, reader);
  if (element.kind === 'fraction') return readFraction(element.maximumDigits, reader);
  if (element.kind === 'two_digit_year') return readTwoDigitYear(element.pivot, reader);
  return readOffset(element.style, reader);
}

/** Upper and lower case are the same. */
function readLiteral(text: string, reader: Reader): boolean {
  if (!reader.text.startsWith(text, reader.at)) {
    const found = reader.text.slice(reader.at, reader.at + text.length);
    if (found.toLowerCase() !== text.toLowerCase()) return false;
  }
  reader.at += text.length;
  return true;
}

/** A field that is said twice is left open. */
function keep(field: Field, value: number, reader: Reader): true {
  if (reader.fields[field] !== absent) reader.unknown = true;
  reader.fields[field] = value;
  return true;
}

function readNumber(element: Extract<PatternElement, { kind: 'number' }>, reader: Reader): boolean {
  const { text } = reader;
  if ((element.field === 'year' || element.field === 'week_year') && isSign(text.charCodeAt(reader.at))) {
    // Joda-Time reads the sign of a year, but such years are left open.
    reader.unknown = true;
    if (isDigit(text.charCodeAt(reader.at + 1))) reader.at += 1;
  }
  const start = reader.at;
  const value = readDigits(reader, element.maximumDigits);
  return reader.at > start && keep(element.field, value, reader);
}

/** The number that so many digits at most make; the reader stays where it is if there is none. */
function readDigits(reader: Reader, maximum: number): number {
  const end = reader.at + maximum;
  let value = 0;
  while (reader.at < end) {
    const unit = reader.text.charCodeAt(reader.at);
    if (!isDigit(unit)) break;
    value = value * 10 + unit - 48;
    reader.at += 1;
  }
  return value;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isSign(unit: number): boolean {
  return unit === 43 || unit === 45;
}

/** Joda-Time takes the full or the short name, as written, in lower or in upper case. */
function readName(field: 'month' | 'weekday' | 'halfday', reader: Reader): boolean {
  const names = field === 'month' ? monthNames : field === 'weekday' ? weekdayNames : ['AM', 'PM'];
  for (const shorten of [false, true]) {
    for (const [index, name] of names.entries()) {
      const wanted = shorten ? name.slice(0, shortNameLength) : name;
      const found = reader.text.slice(reader.at, reader.at + wanted.length);
      if (found === wanted || found === wanted.toLowerCase() || found === wanted.toUpperCase()) {
        reader.at += wanted.length;
        return keep(field, field === 'halfday' ? index : index + 1, reader);
      }
    }
  }
  return false;
}

/** Cut to milliseconds. */
function readFraction(maximumDigits: number, reader: Reader): boolean {
  const start = reader.at;
  const value = readDigits(reader, maximumDigits);
  const digits = reader.at - start;
  return digits > 0 && keep('millis', Math.trunc(value * 10 ** (3 - digits)), reader);
}

function readTwoDigitYear(pivot: number | null, reader: Reader): boolean {
  const start = reader.at;
  const value = readDigits(reader, 2);
  if (pivot === null) reader.unknown = true;
  if (reader.at - start < 2) return false;
  const first = (pivot ?? 0) - 50;
  return keep('year', first - (first % 100) + value + (value < first % 100 ? 100 : 0), reader);
}

/** Only UTC; another offset would make a timestamp in another zone, which is left open. */
function readOffset(style: 'plain' | 'colon' | 'identifier', reader: Reader): boolean {
  const zero = style === 'identifier' ? /^UTC$/ : /^(?:[+-]00:?00|Z)$/;
  if (!zero.test(reader.text.slice(reader.at))) {
    reader.unknown = true;
    return false;
  }
  reader.at = reader.text.length;
  return true;
}

function combine(fields: ReadFields): bigint | typeof FAILED | typeof UNKNOWN {
  if (fields.week >= 0 || fields.week_year >= 0 || fields.day_of_week >= 0 || fields.weekday >= 0) {
    return UNKNOWN;
  }
  const hour = hourOf(fields);
  if (typeof hour === 'symbol') return hour;
  const days = daysOf(fields);
  if (typeof days === 'symbol') return days;
  if (fields.minute > 59 || fields.second > 59) return FAILED;
  const seconds = days * 86_400 + hour * 3600 + Math.max(fields.minute, 0) * 60 + Math.max(fields.second, 0);
  return BigInt(seconds * 1000 + Math.max(fields.millis, 0)) * 1000n;
}

function daysOf(fields: ReadFields): number | typeof FAILED | typeof UNKNOWN {
  const { year, month, day } = fields;
  if (year < firstYear || year > lastYear) return UNKNOWN;
  if (fields.day_of_year !== absent) {
    if (month !== absent || day !== absent) return UNKNOWN;
    const isDay = fields.day_of_year >= 1 && fields.day_of_year <= (isLeapYear(year) ? 366 : 365);
    return isDay ? daysFromCivil(year, 1, 1) + fields.day_of_year - 1 : FAILED;
  }
  if (month === absent) return day === absent ? daysFromCivil(year, 1, 1) : UNKNOWN;
  if (month < 1 || month > 12) return FAILED;
  if (day === absent) return daysFromCivil(year, month, 1);
  return day < 1 || day > daysInMonth(year, month) ? FAILED : daysFromCivil(year, month, day);
}

/** Fields that say the hour: how many they count to, and whether they count from 1. */
const hourKinds = [
  { kind: 'hour', count: 24, isClock: false },
  { kind: 'clock_hour', count: 24, isClock: true },
  { kind: 'half_hour', count: 12, isClock: false },
  { kind: 'clock_half_hour', count: 12, isClock: true },
] as const;

function hourOf(fields: ReadFields): number | typeof FAILED | typeof UNKNOWN {
  const { halfday } = fields;
  let hour: number | null = null;
  for (const { kind, count, isClock } of hourKinds) {
    const value = fields[kind];
    if (value === absent) continue;
    if (value < (isClock ? 1 : 0) || value > (isClock ? count : count - 1)) return FAILED;
    // Half a day without AM or PM, or a whole one with it, depends on rules that are left open.
    if (hour !== null || (count === 12) !== (halfday !== absent)) return UNKNOWN;
    hour = (value % count) + (count === 12 ? 12 * halfday : 0);
  }
  if (hour !== null) return hour;
  return halfday === absent ? 0 : UNKNOWN;
}
