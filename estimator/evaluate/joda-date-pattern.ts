import { literal, number, type PatternElement } from './date-pattern.js';
import { UNKNOWN } from './outcome.js';

/** Letters with what their count means; a letter that is not here leaves the pattern unknown. */
const letters: Readonly<Record<string, (count: number, isBeforeNumber: boolean) => PatternElement | null>> = {
  y: (count, isBeforeNumber) => yearElement(count, isBeforeNumber, 'year'),
  Y: (count, isBeforeNumber) => yearElement(count, isBeforeNumber, 'year'),
  x: (count, isBeforeNumber) => yearElement(count, isBeforeNumber, 'week_year'),
  M: (count) => (count >= 3 ? { kind: 'name', field: 'month', short: count === 3 } : number('month', count)),
  d: (count) => number('day', count),
  D: (count) => number('day_of_year', count, 3),
  w: (count) => number('week', count),
  e: (count) => number('day_of_week', count, 1),
  E: (count) => ({ kind: 'name', field: 'weekday', short: count < 4 }),
  a: () => ({ kind: 'name', field: 'halfday', short: false }),
  H: (count) => number('hour', count),
  k: (count) => number('clock_hour', count),
  K: (count) => number('half_hour', count),
  h: (count) => number('clock_half_hour', count),
  m: (count) => number('minute', count),
  s: (count) => number('second', count),
  S: (count) => ({ kind: 'fraction', minimumDigits: count, maximumDigits: count }),
  Z: (count) => ({
    kind: 'offset',
    style: count === 1 ? 'plain' : count === 2 ? 'colon' : 'identifier',
  }),
};

/** Letters that Joda-Time reads as numbers at this count, which limits the digits of a year before them. */
function isNumeric(token: string): boolean {
  return token[0] === 'M' ? token.length <= 2 : /^[CdDeFhHkKmsSwWxyY]/.test(token);
}

function yearElement(
  count: number,
  isBeforeNumber: boolean,
  field: 'year' | 'week_year',
): PatternElement | null {
  if (count === 2) return field === 'year' ? { kind: 'two_digit_year', pivot: null } : null;
  return number(field, count, isBeforeNumber ? count : Math.max(count, 9));
}

/** Reads a pattern of format_datetime and parse_datetime (`yyyy-MM-dd'T'HH:mm:ss`). */
export function parseJodaPattern(pattern: string): readonly PatternElement[] | typeof UNKNOWN {
  const tokens = pattern.match(/([A-Za-z])\1*|'(?:[^']|'')*'|[^A-Za-z']+|'/g) ?? [];
  const elements: PatternElement[] = [];
  for (const [index, token] of tokens.entries()) {
    const element = elementOf(token, isNumeric(tokens[index + 1] ?? ''));
    if (element === null) return UNKNOWN;
    elements.push(element);
  }
  return elements;
}

function elementOf(token: string, isBeforeNumber: boolean): PatternElement | null {
  if (token === "''") return literal("'");
  if (token.startsWith("'"))
    return token.length > 2 ? literal(token.slice(1, -1).replaceAll("''", "'")) : null;
  const letter = token.charAt(0);
  if (!/[A-Za-z]/.test(letter)) return literal(token);
  const element = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
  return element?.(token.length, isBeforeNumber) ?? null;
}
