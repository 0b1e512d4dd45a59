import { literal, number, type PatternElement } from './date-pattern.js';
import { FAILED } from './outcome.js';

/** Two digits stand for 1970 to 2069 (`PIVOT_YEAR` of Trino's `DateTimeFunctions`). */
const pivotYear = 2020;

const secondOfDay: readonly PatternElement[] = [number('minute', 2), literal(':'), number('second', 2)];

const specifiers: Readonly<Record<string, readonly PatternElement[]>> = {
  a: [{ kind: 'name', field: 'weekday', short: true }],
  b: [{ kind: 'name', field: 'month', short: true }],
  c: [number('month', 1)],
  d: [number('day', 2)],
  e: [number('day', 1)],
  f: [{ kind: 'fraction', minimumDigits: 6, maximumDigits: 9 }],
  H: [number('hour', 2)],
  h: [number('clock_half_hour', 2)],
  I: [number('clock_half_hour', 2)],
  i: [number('minute', 2)],
  j: [number('day_of_year', 3)],
  k: [number('hour', 1)],
  l: [number('clock_half_hour', 1)],
  M: [{ kind: 'name', field: 'month', short: false }],
  m: [number('month', 2)],
  p: [{ kind: 'name', field: 'halfday', short: false }],
  r: [
    number('clock_half_hour', 2),
    literal(':'),
    ...secondOfDay,
    literal(' '),
    { kind: 'name', field: 'halfday', short: false },
  ],
  S: [number('second', 2)],
  s: [number('second', 2)],
  T: [number('hour', 2), literal(':'), ...secondOfDay],
  v: [number('week', 2)],
  x: [number('week_year', 4)],
  W: [{ kind: 'name', field: 'weekday', short: false }],
  Y: [number('year', 4)],
  y: [{ kind: 'two_digit_year', pivot: pivotYear }],
  '%': [literal('%')],
};

/** Specifiers that Trino refuses. */
const refused: ReadonlySet<string> = new Set('wUuVXD');

/** Reads a pattern of date_format and date_parse (`%Y-%m-%d`). */
export function parseMysqlPattern(pattern: string): readonly PatternElement[] | typeof FAILED {
  const elements: PatternElement[] = [];
  let escaped = false;
  for (const character of pattern) {
    if (escaped) {
      if (refused.has(character)) return FAILED;
      elements.push(
        ...(Object.hasOwn(specifiers, character) ? (specifiers[character] ?? []) : [literal(character)]),
      );
      escaped = false;
    } else if (character === '%') {
      escaped = true;
    } else {
      elements.push(literal(character));
    }
  }
  return elements;
}
