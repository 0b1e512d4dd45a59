import type { Type } from '../sql/type.js';
import { daysOfMicros, formatDate, formatTimestamp, isPlainTime, microsOfDays } from './calendar.js';
import { coercionTo, toDouble } from './coerce-value.js';
import { decimal, formatDecimal, magnitude, powerOfTen, rescale } from './decimal.js';
import { fitsBits } from './integer-arithmetic.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';
import {
  parseBooleanText,
  parseDecimalText,
  parseDoubleText,
  parseIntegerText,
} from './parse-number-text.js';
import { parseDateText, parseTimestampText } from './parse-temporal-text.js';
import { codePointLength, sliceCodePoints } from './text.js';
import { localTime } from './time-zone.js';

/**
 * CAST of a value that is not NULL. `precision`: digits of the fraction of a timestamp, null if not known.
 * What is not certain to come out as in Trino is `UNKNOWN`; what Trino refuses is `FAILED`.
 */
export function castTo(type: Type): (value: Known, precision: number | null) => Outcome {
  if (type.kind === 'varchar') return (value, precision) => toVarchar(value, type.length, precision);
  if (type.kind === 'integer') return (value) => toInteger(value, type.bits);
  if (type.kind === 'date') return toDate;
  if (type.kind === 'timestamp') return (value) => toTimestamp(value, type.zoned);
  if (type.kind === 'double') return castToDouble;
  if (type.kind === 'real') return castToReal;
  if (type.kind === 'decimal') return (value) => toDecimal(value, type.precision, type.scale);
  if (type.kind === 'boolean') return toBoolean;
  if (type.kind === 'char') return (value) => toChar(value, type.length);
  return () => UNKNOWN;
}

function toVarchar(value: Known, length: number | null, precision: number | null): Outcome {
  if (typeof value === 'string') return length === null ? value : sliceCodePoints(value, 0, length);
  const text = printed(value, precision);
  // A text that does not fit is cut by some versions and refused by others.
  return text === null || (length !== null && text.length > length) ? UNKNOWN : text;
}

/** Doubles are printed as `1.5` or `1.5E0`, depending on the version. */
function printed(value: Known, precision: number | null): string | null {
  if (typeof value === 'bigint' || typeof value === 'boolean') return value.toString();
  if (typeof value !== 'object') return null;
  if (value.kind === 'decimal') return formatDecimal(value);
  if (value.kind !== 'date' && value.kind !== 'timestamp') return null;
  if (!isPlainTime(value)) return null;
  if (value.kind === 'date') return formatDate(value.days);
  if (precision !== 0 && precision !== 3) return null;
  const local = localTime(value);
  if (local === UNKNOWN) return null;
  return `${formatTimestamp(local, precision)}${value.zoned ? ` ${value.zone ?? 'UTC'}` : ''}`;
}

function toInteger(value: Known, bits: number): Outcome {
  if (typeof value === 'string') return parseIntegerText(value, bits);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return fitsBits(value, bits) ? value : FAILED;
  if (typeof value === 'number') return roundToInteger(value, bits);
  if (value.kind !== 'decimal') return UNKNOWN;
  const rounded = rescale(value, 0);
  return fitsBits(rounded, bits) ? rounded : FAILED;
}

/** Halves are rounded away from zero. */
function roundToInteger(value: number, bits: number): Outcome {
  if (!Number.isFinite(value)) return FAILED;
  const rounded = BigInt(Math.sign(value) * roundHalfUp(Math.abs(value)));
  return fitsBits(rounded, bits) ? rounded : FAILED;
}

/** A number of at least 0 rounded to a whole one; `floor(x + 0.5)` would be wrong just below a half. */
export function roundHalfUp(value: number): number {
  const whole = Math.floor(value);
  return value - whole >= 0.5 ? whole + 1 : whole;
}

function toDate(value: Known): Outcome {
  if (typeof value === 'string') return parseDateText(value);
  if (typeof value !== 'object') return UNKNOWN;
  if (value.kind === 'date') return value;
  const local = value.kind === 'timestamp' ? localTime(value) : UNKNOWN;
  return local === UNKNOWN ? UNKNOWN : { kind: 'date', days: daysOfMicros(local.micros) };
}

function toTimestamp(value: Known, zoned: boolean): Outcome {
  if (typeof value === 'string') return parseTimestampText(value, zoned);
  if (typeof value !== 'object') return UNKNOWN;
  if (value.kind === 'date') return { kind: 'timestamp', micros: microsOfDays(value.days), zoned };
  if (value.kind !== 'timestamp') return UNKNOWN;
  // Athena's timestamp holds milliseconds; a finer value would be rounded.
  if (value.micros % 1000n !== 0n) return UNKNOWN;
  const at = zoned ? value : localTime(value);
  return at === UNKNOWN ? UNKNOWN : { ...at, zoned };
}

function castToDouble(value: Known): Outcome {
  if (typeof value === 'string') return parseDoubleText(value);
  return typeof value === 'boolean' ? Number(value) : toDouble(value);
}

const coerceToReal = coercionTo({ kind: 'real' }) ?? (() => UNKNOWN);

/** From text a real is left open: JavaScript would round twice. */
function castToReal(value: Known): Outcome {
  if (typeof value === 'string') return UNKNOWN;
  if (typeof value === 'number') return Math.fround(value);
  return typeof value === 'boolean' ? Number(value) : coerceToReal(value);
}

function toDecimal(value: Known, precision: number, scale: number): Outcome {
  if (typeof value === 'string') return parseDecimalText(value, precision, scale);
  if (typeof value === 'number') return UNKNOWN;
  const unscaled = unscaledAt(value, scale);
  if (unscaled === null) return UNKNOWN;
  return magnitude(unscaled) < powerOfTen(precision) ? decimal(unscaled, scale) : FAILED;
}

function unscaledAt(value: Exclude<Known, string | number>, scale: number): bigint | null {
  if (typeof value === 'bigint') return value * powerOfTen(scale);
  if (typeof value === 'boolean') return value ? powerOfTen(scale) : 0n;
  return value.kind === 'decimal' ? rescale(value, scale) : null;
}

function toBoolean(value: Known): Outcome {
  if (typeof value === 'string') return parseBooleanText(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'number') return Number.isNaN(value) ? UNKNOWN : value !== 0;
  return value.kind === 'decimal' ? value.unscaled !== 0n : UNKNOWN;
}

function toChar(value: Known, length: number): Outcome {
  if (typeof value !== 'string') return UNKNOWN;
  const cut = codePointLength(value) > length ? sliceCodePoints(value, 0, length) : value;
  return cut.replace(/ +$/, '');
}
