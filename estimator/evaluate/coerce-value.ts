import type { Type } from '../sql/type.js';
import { microsOfDays } from './calendar.js';
import { compareDecimals, decimal, fitsDecimal, magnitude, powerOfTen, rescale } from './decimal.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

/**
 * An implicit conversion to a wider type, as `commonType` finds it; null where the value stays as it is.
 * The outcome is `UNKNOWN` where the conversion loses digits in a way that is not certain to be Trino's.
 */
export function coercionTo(type: Type): ((value: Known) => Outcome) | null {
  if (type.kind === 'double') return toDouble;
  if (type.kind === 'real') return toReal;
  if (type.kind === 'decimal') return (value) => toDecimal(value, type.scale);
  if (type.kind === 'timestamp') return (value) => toTimestamp(value, type.zoned);
  return null;
}

/** Integers up to here are exact in a double. */
const exactInDouble = 2n ** 53n;

export function toDouble(value: Known): Outcome {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value.kind !== 'decimal') return UNKNOWN;
  // Both operands are exact doubles, so the quotient is the double nearest to the decimal, however it is computed.
  if (value.scale > 22 || magnitude(value.unscaled) > exactInDouble) return UNKNOWN;
  return Number(value.unscaled) / 10 ** value.scale;
}

const exactInReal = 2n ** 24n;

function toReal(value: Known): Outcome {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    return magnitude(value) > exactInDouble ? UNKNOWN : Math.fround(Number(value));
  }
  if (typeof value !== 'object' || value.kind !== 'decimal') return UNKNOWN;
  const divisor = powerOfTen(value.scale);
  if (magnitude(value.unscaled) > exactInReal || divisor > exactInReal) return UNKNOWN;
  return Math.fround(Number(value.unscaled) / Number(divisor));
}

function toDecimal(value: Known, scale: number): Outcome {
  if (typeof value === 'bigint') return checked(value * powerOfTen(scale), scale);
  if (typeof value !== 'object' || value.kind !== 'decimal') return UNKNOWN;
  const unscaled = rescale(value, scale);
  const result = decimal(unscaled, scale);
  return compareDecimals(result, value) === 0 ? checked(unscaled, scale) : UNKNOWN;
}

function checked(unscaled: bigint, scale: number): Outcome {
  return fitsDecimal(unscaled) ? decimal(unscaled, scale) : FAILED;
}

/** The session time zone is UTC, so a timestamp and an instant have the same micros. */
function toTimestamp(value: Known, zoned: boolean): Outcome {
  if (typeof value !== 'object') return UNKNOWN;
  if (value.kind === 'date') return { kind: 'timestamp', micros: microsOfDays(value.days), zoned };
  if (value.kind !== 'timestamp') return UNKNOWN;
  return value.zoned === zoned ? value : { kind: 'timestamp', micros: value.micros, zoned };
}
