import type { Type } from '../sql/type.js';
import { microsOfDays } from './calendar.js';
import { compareDecimals, decimal } from './decimal.js';
import { type Known, UNKNOWN } from './outcome.js';
import { compareText } from './text.js';

/** Negative, 0 or positive; NaN where a side is NaN, which no comparison but `<>` accepts. */
export type Comparator = (left: Known, right: Known) => number | typeof UNKNOWN;

/** How Trino orders two values of a type. Values of any other kind give UNKNOWN. */
export function comparatorOf(type: Type | null): Comparator {
  if (type === null) return compareKinds;
  if (type.kind === 'varchar') return compareVarchar;
  if (type.kind === 'integer') return compareIntegers;
  if (type.kind === 'char') return compareChar;
  if (type.kind === 'array' || type.kind === 'map' || type.kind === 'row') return () => UNKNOWN;
  return compareKinds;
}

function compareVarchar(left: Known, right: Known): number | typeof UNKNOWN {
  return typeof left === 'string' && typeof right === 'string' ? compareText(left, right) : UNKNOWN;
}

function compareIntegers(left: Known, right: Known): number | typeof UNKNOWN {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return UNKNOWN;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * char(n) ignores the spaces at its end. Against a varchar that ends in spaces Trino's versions differ, and characters
 * below the space sort before padding, so both are left open.
 */
function compareChar(left: Known, right: Known): number | typeof UNKNOWN {
  if (typeof left !== 'string' || typeof right !== 'string') return UNKNOWN;
  return isUnclearAsChar(left) || isUnclearAsChar(right) ? UNKNOWN : compareText(left, right);
}

function isUnclearAsChar(text: string): boolean {
  if (text.endsWith(' ')) return true;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 32) return true;
  }
  return false;
}

function compareKinds(left: Known, right: Known): number | typeof UNKNOWN {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return compareIntegers(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (typeof left === 'object' || typeof right === 'object') return compareObjects(left, right);
  return UNKNOWN;
}

function compareNumbers(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  return left === right ? 0 : Number.NaN;
}

function compareObjects(left: Known, right: Known): number | typeof UNKNOWN {
  if (typeof left === 'bigint') return compareObjects(decimal(left, 0), right);
  if (typeof right === 'bigint') return compareObjects(left, decimal(right, 0));
  if (typeof left !== 'object' || typeof right !== 'object') return UNKNOWN;
  if (left.kind === 'decimal' && right.kind === 'decimal') return compareDecimals(left, right);
  if (left.kind === 'varbinary' && right.kind === 'varbinary') {
    return compareText(left.hex.toLowerCase(), right.hex.toLowerCase());
  }
  if (left.kind === 'date' && right.kind === 'date') return left.days - right.days;
  if (left.kind === 'year_interval' && right.kind === 'year_interval') return left.months - right.months;
  if (left.kind === 'day_interval' && right.kind === 'day_interval') {
    return compareIntegers(left.millis, right.millis);
  }
  const leftMicros = microsOf(left);
  const rightMicros = microsOf(right);
  return leftMicros === null || rightMicros === null ? UNKNOWN : compareIntegers(leftMicros, rightMicros);
}

function microsOf(value: Extract<Known, object>): bigint | null {
  if (value.kind === 'timestamp') return value.micros;
  return value.kind === 'date' ? microsOfDays(value.days) : null;
}
