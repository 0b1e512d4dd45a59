import type { DecimalValue } from '../sql/value.js';

/** Digits of Trino's widest decimal. */
export const maximumPrecision = 38;

const limit = 10n ** BigInt(maximumPrecision);

const powers: readonly bigint[] = Array.from(
  { length: 2 * maximumPrecision + 1 },
  (_, n) => 10n ** BigInt(n),
);

export function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

export function decimal(unscaled: bigint, scale: number): DecimalValue {
  return { kind: 'decimal', unscaled, scale };
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** True if the digits fit the widest decimal. */
export function fitsDecimal(unscaled: bigint): boolean {
  return magnitude(unscaled) < limit;
}

/** Number of digits of a decimal literal as Trino counts them: no leading zeros, never fewer than the scale. */
export function precisionOf(value: DecimalValue): number {
  return Math.max(magnitude(value.unscaled).toString().length, value.scale, 1);
}

export function compareDecimals(left: DecimalValue, right: DecimalValue): number {
  const scale = Math.max(left.scale, right.scale);
  const a = left.unscaled * powerOfTen(scale - left.scale);
  const b = right.unscaled * powerOfTen(scale - right.scale);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The quotient rounded half away from zero, Trino's rule for decimals. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = magnitude(dividend % divisor);
  if (rest * 2n < magnitude(divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** The unscaled value at another scale, rounded half away from zero. */
export function rescale(value: DecimalValue, scale: number): bigint {
  if (scale >= value.scale) return value.unscaled * powerOfTen(scale - value.scale);
  return divideRounded(value.unscaled, powerOfTen(value.scale - scale));
}

/** The greatest unscaled value at `scale` that is not above the value. */
export function floorAtScale(value: DecimalValue, scale: number): bigint {
  if (scale >= value.scale) return value.unscaled * powerOfTen(scale - value.scale);
  return floorDivide(value.unscaled, powerOfTen(value.scale - scale));
}

export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

export function formatDecimal(value: DecimalValue): string {
  const digits = magnitude(value.unscaled)
    .toString()
    .padStart(value.scale + 1, '0');
  const sign = value.unscaled < 0n ? '-' : '';
  if (value.scale === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

/** Reads `-12.50`; null where the text is no plain decimal number. */
export function parseDecimal(text: string): DecimalValue | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '') return null;
  const unscaled = BigInt(whole + fraction);
  return decimal(match[1] === '-' ? -unscaled : unscaled, fraction.length);
}
