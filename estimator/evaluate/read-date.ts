import {
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  firstYear,
  isLeapYear,
  lastYear,
  microsFromCivil,
} from './calendar.js';
import {
  monthNames,
  type NumericField,
  type PatternElement,
  shortNameLength,
  weekdayNames,
} from './date-pattern.js';
import { FAILED, UNKNOWN } from './outcome.js';

/** What a text said; a field that it said twice, or that cannot be combined, leaves the date unknown. */
type ReadFields = Map<NumericField | 'halfday' | 'millis' | 'weekday', number>;

interface Reader {
  readonly text: string;
  at: number;
  readonly fields: ReadFields;
  unknown: boolean;
}

/** Reads a text by a pattern: microseconds since 1970 UTC. The whole text must be used up. */
export function readDate(
  elements: readonly PatternElement[],
  text: string,
): bigint | typeof FAILED | typeof UNKNOWN {
  const reader: Reader = { text, at: 0, fields: new Map(), unknown: false };
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

function readLiteral(text: string, reader: Reader): boolean {
  const found = reader.text.slice(reader.at, reader.at + text.length);
  if (found.toLowerCase() !== text.toLowerCase()) return false;
  reader.at += text.length;
  return true;
}

function keep(field: NumericField | 'halfday' | 'millis' | 'weekday', value: number, reader: Reader): true {
  if (reader.fields.has(field)) reader.unknown = true;
  reader.fields.set(field, value);
  return true;
}

function readNumber(element: Extract<PatternElement, { kind: 'number' }>, reader: Reader): boolean {
  const isYear = element.field === 'year' || element.field === 'week_year';
  // A sign before a year is read by Joda-Time, but such years are left open.
  if (isYear && /[+-]/.test(reader.text.charAt(reader.at))) reader.unknown = true;
  const start =
    isYear && /[+-]\d/.test(reader.text.slice(reader.at, reader.at + 2)) ? reader.at + 1 : reader.at;
  const digits = digitsAt(reader.text, start, element.maximumDigits);
  if (digits === '') return false;
  reader.at = start + digits.length;
  return keep(element.field, Number(digits), reader);
}

function digitsAt(text: string, start: number, maximum: number): string {
  let end = start;
  while (end < start + maximum && isDigit(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
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
  const digits = digitsAt(reader.text, reader.at, maximumDigits);
  if (digits === '') return false;
  reader.at += digits.length;
  return keep('millis', Number(digits.padEnd(3, '0').slice(0, 3)), reader);
}

function readTwoDigitYear(pivot: number | null, reader: Reader): boolean {
  const digits = digitsAt(reader.text, reader.at, 2);
  if (pivot === null) reader.unknown = true;
  if (digits.length < 2) return false;
  reader.at += 2;
  const first = (pivot ?? 0) - 50;
  const value = Number(digits);
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
  if (fields.has('week') || fields.has('week_year') || fields.has('day_of_week') || fields.has('weekday')) {
    return UNKNOWN;
  }
  const hour = hourOf(fields);
  if (typeof hour === 'symbol') return hour;
  const days = daysOf(fields);
  if (typeof days === 'symbol') return days;
  const minute = fields.get('minute') ?? 0;
  const second = fields.get('second') ?? 0;
  if (minute > 59 || second > 59) return FAILED;
  const micros = (fields.get('millis') ?? 0) * 1000;
  return microsFromCivil({ ...civilFromDays(days), hour, minute, second, micros });
}

function daysOf(fields: ReadFields): number | typeof FAILED | typeof UNKNOWN {
  const year = fields.get('year');
  if (year === undefined || year < firstYear || year > lastYear) return UNKNOWN;
  const ofYear = fields.get('day_of_year');
  const month = fields.get('month');
  const day = fields.get('day');
  if (ofYear !== undefined) {
    if (month !== undefined || day !== undefined) return UNKNOWN;
    return ofYear < 1 || ofYear > (isLeapYear(year) ? 366 : 365)
      ? FAILED
      : daysFromCivil(year, 1, 1) + ofYear - 1;
  }
  if (month === undefined && day !== undefined) return UNKNOWN;
  if (month !== undefined && (month < 1 || month > 12)) return FAILED;
  const lastDay = daysInMonth(year, month ?? 1);
  if (day !== undefined && (day < 1 || day > lastDay)) return FAILED;
  return daysFromCivil(year, month ?? 1, day ?? 1);
}

function hourOf(fields: ReadFields): number | typeof FAILED | typeof UNKNOWN {
  const kinds = ['hour', 'clock_hour', 'half_hour', 'clock_half_hour'] as const;
  const given = kinds.filter((kind) => fields.has(kind));
  const [kind] = given;
  const halfday = fields.get('halfday');
  if (kind === undefined) return halfday === undefined ? 0 : UNKNOWN;
  const value = fields.get(kind) ?? 0;
  const isHalf = kind === 'half_hour' || kind === 'clock_half_hour';
  const isClock = kind === 'clock_hour' || kind === 'clock_half_hour';
  const count = isHalf ? 12 : 24;
  if (value < (isClock ? 1 : 0) || value > (isClock ? count : count - 1)) return FAILED;
  if (given.length > 1 || isHalf !== (halfday !== undefined)) return UNKNOWN;
  return (value % count) + (isHalf ? 12 * (halfday ?? 0) : 0);
}
