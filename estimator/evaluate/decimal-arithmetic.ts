import type { ArithmeticOperator } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { DecimalValue } from '../sql/value.js';
import { decimalOfInteger } from './common-type.js';
import { decimal, divideRounded, fitsDecimal, maximumPrecision, powerOfTen } from './decimal.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

type DecimalType = Extract<Type, { kind: 'decimal' }>;
type Operator = Exclude<ArithmeticOperator, '||'>;

/** Precision and scale of the result, as in Trino's `DecimalOperators`. */
const resultTypes: Record<Operator, (left: DecimalType, right: DecimalType) => DecimalType> = {
  '+': sumType,
  '-': sumType,
  '*': (left, right) => decimalType(left.precision + right.precision, left.scale + right.scale),
  '/': (left, right) =>
    decimalType(
      left.precision + right.scale + Math.max(right.scale - left.scale, 0),
      Math.max(left.scale, right.scale),
    ),
  '%': (left, right) => {
    const scale = Math.max(left.scale, right.scale);
    return decimalType(Math.min(left.precision - left.scale, right.precision - right.scale) + scale, scale);
  },
};

const operations: Record<
  Operator,
  (left: DecimalValue, right: DecimalValue, scale: number) => bigint | typeof FAILED
> = {
  '+': (left, right, scale) => at(left, scale) + at(right, scale),
  '-': (left, right, scale) => at(left, scale) - at(right, scale),
  '*': (left, right) => left.unscaled * right.unscaled,
  '/': (left, right, scale) => {
    if (right.unscaled === 0n) return FAILED;
    return divideRounded(left.unscaled * powerOfTen(scale - left.scale + right.scale), right.unscaled);
  },
  '%': (left, right, scale) => (right.unscaled === 0n ? FAILED : at(left, scale) % at(right, scale)),
};

/** Arithmetic of two decimals, or of a decimal and an integer. */
export function decimalArithmetic(
  operator: Operator,
  left: Type | null,
  right: Type | null,
): { readonly type: Type | null; readonly apply: (left: Known, right: Known) => Outcome } {
  const leftType = asDecimalType(left);
  const rightType = asDecimalType(right);
  if (leftType === null || rightType === null) return { type: null, apply: () => UNKNOWN };
  const type = resultTypes[operator](leftType, rightType);
  if (type.scale > maximumPrecision) return { type: null, apply: () => FAILED };
  const apply = operations[operator];
  return {
    type,
    apply(a, b) {
      const first = asDecimal(a);
      const second = asDecimal(b);
      if (first === null || second === null) return UNKNOWN;
      // The scales of the values are those of the types, except for literals that were folded before.
      if (first.scale !== leftType.scale || second.scale !== rightType.scale) return UNKNOWN;
      const unscaled = apply(first, second, type.scale);
      if (unscaled === FAILED) return FAILED;
      return fitsDecimal(unscaled) ? decimal(unscaled, type.scale) : FAILED;
    },
  };
}

function at(value: DecimalValue, scale: number): bigint {
  return value.unscaled * powerOfTen(scale - value.scale);
}

function asDecimal(value: Known): DecimalValue | null {
  if (typeof value === 'bigint') return decimal(value, 0);
  return typeof value === 'object' && value.kind === 'decimal' ? value : null;
}

function asDecimalType(type: Type | null): DecimalType | null {
  if (type?.kind === 'integer') return decimalOfInteger(type.bits);
  return type?.kind === 'decimal' ? type : null;
}

function sumType(left: DecimalType, right: DecimalType): DecimalType {
  const scale = Math.max(left.scale, right.scale);
  return decimalType(Math.max(left.precision - left.scale, right.precision - right.scale) + scale + 1, scale);
}

function decimalType(precision: number, scale: number): DecimalType {
  return { kind: 'decimal', precision: Math.min(maximumPrecision, precision), scale };
}
