import {
  decimal,
  fitsDecimal,
  magnitude,
  maximumPrecision,
  parseDecimal,
  powerOfTen,
  rescale,
} from './decimal.js';
import { fitsBits } from './integer-arithmetic.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';

/** Java's parsers take some forms that are left open here: white space, other digits, `1d`, `0x1p3`. */
const unusualNumber = /^\s|\s$|[^ -~]|[dDfF]$|^[+-]?0[xX]/;

export function parseIntegerText(text: string, bits: number): Outcome {
  if (/^[+-]?\d+$/.test(text)) {
    const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
    return fitsBits(value, bits) ? value : FAILED;
  }
  return unusualNumber.test(text) ? UNKNOWN : FAILED;
}

export function parseDoubleText(text: string): Outcome {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (/^[+-]?(NaN|Infinity)$/.test(text)) return Number(text.replace(/^[+-](?=NaN)/, ''));
  return unusualNumber.test(text) ? UNKNOWN : FAILED;
}

export function parseDecimalText(text: string, precision: number, scale: number): Outcome {
  const parsed = parseDecimal(text);
  if (parsed === null) return unusualNumber.test(text) || /[eE]/.test(text) ? UNKNOWN : FAILED;
  if (parsed.scale > maximumPrecision || !fitsDecimal(parsed.unscaled)) return UNKNOWN;
  const unscaled = rescale(parsed, scale);
  return magnitude(unscaled) < powerOfTen(precision) ? decimal(unscaled, scale) : FAILED;
}

const booleanTexts: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  '1': true,
  f: false,
  false: false,
  '0': false,
};

export function parseBooleanText(text: string): Outcome {
  const key = text.toLowerCase();
  return Object.hasOwn(booleanTexts, key) ? (booleanTexts[key] ?? FAILED) : FAILED;
}
