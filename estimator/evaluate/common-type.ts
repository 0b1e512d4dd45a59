import type { Type } from '../sql/type.js';
import { maximumPrecision } from './decimal.js';
import { isNullType, nullType } from './known-types.js';

/** `incompatible`: Trino refuses the query. null: a type is not known. */
export type CommonType = Type | null | 'incompatible';

type DecimalType = Extract<Type, { kind: 'decimal' }>;

/** The type to which Trino brings both sides of a comparison or all branches of a CASE (its `TypeCoercion`). */
export function commonType(left: Type | null, right: Type | null): CommonType {
  if (left === null || right === null) return null;
  if (isNullType(left)) return right;
  if (isNullType(right)) return left;
  return combine(left, right) ?? combine(right, left) ?? 'incompatible';
}

export function commonTypeOf(types: readonly (Type | null)[]): CommonType {
  let common: CommonType = nullType;
  for (const type of types) {
    if (common === 'incompatible') return common;
    common = commonType(common, type);
    if (common === null) return null;
  }
  return common;
}

/** Decimal that holds every value of an integer type. */
export function decimalOfInteger(bits: number): DecimalType {
  const precision = bits === 8 ? 3 : bits === 16 ? 5 : bits === 32 ? 10 : 19;
  return { kind: 'decimal', precision, scale: 0 };
}

function combine(left: Type, right: Type): Type | null {
  if (left.kind === 'integer') return combineInteger(left, right);
  if (left.kind === 'decimal') return combineDecimal(left, right);
  if (left.kind === 'real') return right.kind === 'double' || right.kind === 'real' ? right : null;
  if (left.kind === 'date') return right.kind === 'date' || right.kind === 'timestamp' ? right : null;
  if (left.kind === 'timestamp') return right.kind === 'timestamp' ? (left.zoned ? left : right) : null;
  if (left.kind === 'varchar') return combineVarchar(left.length, right);
  if (left.kind === 'char' && right.kind === 'char') {
    return left.length >= right.length ? left : right;
  }
  if (left.kind === 'array' && right.kind === 'array') {
    const element = commonType(left.element, right.element);
    return element === null || element === 'incompatible' ? null : { kind: 'array', element };
  }
  if (left.kind === 'other') return right.kind === 'other' && left.text === right.text ? left : null;
  return left.kind === right.kind && isSimple(left) ? left : null;
}

function isSimple(type: Type): boolean {
  return (
    type.kind === 'boolean' || type.kind === 'double' || type.kind === 'varbinary' || type.kind === 'time'
  );
}

function combineInteger(left: Extract<Type, { kind: 'integer' }>, right: Type): Type | null {
  if (right.kind === 'integer') return left.bits >= right.bits ? left : right;
  if (right.kind === 'decimal') return combineDecimal(decimalOfInteger(left.bits), right);
  return right.kind === 'real' || right.kind === 'double' ? right : null;
}

function combineDecimal(left: DecimalType, right: Type): Type | null {
  if (right.kind === 'real' || right.kind === 'double') return right;
  if (right.kind !== 'decimal') return null;
  const scale = Math.max(left.scale, right.scale);
  const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
  return { kind: 'decimal', precision: Math.min(maximumPrecision, whole + scale), scale };
}

function combineVarchar(length: number | null, right: Type): Type | null {
  if (right.kind === 'varchar') {
    if (length === null || right.length === null) return { kind: 'varchar', length: null };
    return length >= right.length ? { kind: 'varchar', length } : right;
  }
  return right.kind === 'char' ? right : null;
}
