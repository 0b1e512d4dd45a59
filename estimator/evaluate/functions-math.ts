import type { Type } from '../sql/type.js';
import type { DecimalValue } from '../sql/value.js';
import { roundHalfUp } from './cast-value.js';
import {
  decimal,
  divideRounded,
  fitsDecimal,
  floorAtScale,
  magnitude,
  maximumPrecision,
  powerOfTen,
  rescale,
} from './decimal.js';
import { negateInteger } from './integer-arithmetic.js';
import { doubleType } from './known-types.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';
import { type FunctionTable, sameAs, scalar, smallInteger } from './scalar-function.js';

type Numeric = bigint | number | DecimalValue;

/** Doubles above this hold no fraction. */
const wholeDoubles = 2 ** 52;

/** Mathematical functions of which Java and JavaScript give the same digits. */
export const mathFunctions: FunctionTable = {
  abs: [scalar(['number'], sameAs(0), absolute)],
  sign: [scalar(['number'], signType, sign)],
  ceil: [scalar(['number'], wholeType, (value) => roundWith(value, Math.ceil, ceilDecimal))],
  floor: [scalar(['number'], wholeType, (value) => roundWith(value, Math.floor, floorDecimal))],
  truncate: [scalar(['number'], wholeType, (value) => roundWith(value, Math.trunc, truncateDecimal))],
  round: [
    scalar(['number'], wholeType, (value) => roundWith(value, roundDouble, (part) => rescale(part, 0))),
    scalar(['number', 'integer'], roundedType, roundTo),
  ],
  power: [scalar(['double', 'double'], doubleType, power)],
  sqrt: [scalar(['double'], doubleType, (value) => Math.sqrt(value))],
  pi: [scalar([], doubleType, () => Math.PI)],
  e: [scalar([], doubleType, () => Math.E)],
  nan: [scalar([], doubleType, () => Number.NaN)],
  infinity: [scalar([], doubleType, () => Number.POSITIVE_INFINITY)],
};

function absolute(value: Numeric): Outcome {
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'bigint') return value < 0n ? negateInteger(value, 64) : value;
  return decimal(magnitude(value.unscaled), value.scale);
}

function sign(value: Numeric): Outcome {
  if (typeof value === 'number') return Math.sign(value);
  const digits = typeof value === 'bigint' ? value : value.unscaled;
  const result = digits < 0n ? -1n : digits > 0n ? 1n : 0n;
  return typeof value === 'bigint' ? result : decimal(result, 0);
}

function signType(types: readonly (Type | null)[]): Type | null {
  const [type = null] = types;
  return type?.kind === 'decimal' ? { kind: 'decimal', precision: 1, scale: 0 } : type;
}

function wholeType(types: readonly (Type | null)[]): Type | null {
  const [type = null] = types;
  if (type?.kind !== 'decimal') return type;
  const precision = type.precision - type.scale + Math.min(type.scale, 1);
  return { kind: 'decimal', precision: Math.max(precision, 1), scale: 0 };
}

function roundedType(types: readonly (Type | null)[]): Type | null {
  const [type = null] = types;
  if (type?.kind !== 'decimal') return type;
  return { ...type, precision: Math.min(maximumPrecision, type.precision + 1) };
}

function roundWith(
  value: Numeric,
  ofDouble: (value: number) => number,
  ofDecimal: (value: DecimalValue) => bigint,
): Outcome {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' ? ofDouble(value) : decimal(ofDecimal(value), 0);
}

function roundDouble(value: number): number {
  if (!(Math.abs(value) < wholeDoubles)) return value;
  return Math.sign(value) * roundHalfUp(Math.abs(value));
}

function floorDecimal(value: DecimalValue): bigint {
  return floorAtScale(value, 0);
}

function ceilDecimal(value: DecimalValue): bigint {
  return -floorAtScale(decimal(-value.unscaled, value.scale), 0);
}

function truncateDecimal(value: DecimalValue): bigint {
  return value.unscaled / powerOfTen(value.scale);
}

/** Digits after the point; a decimal keeps its scale. Doubles and negative digits are left open. */
function roundTo(value: Numeric, digits: bigint): Outcome {
  const places = smallInteger(digits);
  if (places === null || places < 0 || typeof value === 'number') return UNKNOWN;
  if (typeof value === 'bigint' || places >= value.scale) return value;
  const unit = powerOfTen(value.scale - places);
  const unscaled = divideRounded(value.unscaled, unit) * unit;
  return fitsDecimal(unscaled) ? decimal(unscaled, value.scale) : FAILED;
}

/** Exact where base and exponent are whole and the result is below 2^53; else the last digit may differ from Java's. */
function power(base: number, exponent: number): Outcome {
  if (!Number.isInteger(base) || !Number.isInteger(exponent) || exponent < 0 || exponent > 64) return UNKNOWN;
  if (!Number.isSafeInteger(base)) return UNKNOWN;
  const result = BigInt(base) ** BigInt(exponent);
  return magnitude(result) <= 2n ** 53n ? Number(result) : UNKNOWN;
}
