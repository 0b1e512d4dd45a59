import type { ArithmeticOperator } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { commonType } from './common-type.js';
import { coerced } from './compile-comparison.js';
import { applyStrictly, type CompileContext, type Compiled, constant } from './compiled.js';
import { decimal } from './decimal.js';
import { decimalArithmetic } from './decimal-arithmetic.js';
import { floatArithmetic } from './float-arithmetic.js';
import { integerArithmetic, negateInteger } from './integer-arithmetic.js';
import { dayIntervalType, isNullType, varcharType, yearIntervalType } from './known-types.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';
import { temporalArithmetic } from './temporal-arithmetic.js';

type NumericOperator = Exclude<ArithmeticOperator, '||'>;

export function compileArithmetic(
  operator: ArithmeticOperator,
  left: Compiled,
  right: Compiled,
  context: CompileContext,
): Compiled {
  if (operator === '||') return compileConcatenation([left, right], context);
  if (isTemporal(left.type) || isTemporal(right.type)) {
    const type = temporalResult(operator, left.type, right.type);
    const operation = { name: operator, type, apply: temporalArithmetic(operator), precision: null };
    return applyStrictly(operation, [left, right], context);
  }
  return compileNumeric(operator, left, right, context);
}

function compileNumeric(
  operator: NumericOperator,
  left: Compiled,
  right: Compiled,
  context: CompileContext,
): Compiled {
  const common = commonType(left.type, right.type);
  if (common === 'incompatible') return constant(null, FAILED);
  if (common?.kind === 'integer') {
    const apply = integerArithmetic(operator, common.bits);
    return applyStrictly({ name: operator, type: common, apply }, [left, right], context);
  }
  if (common?.kind === 'decimal') {
    const { type, apply } = decimalArithmetic(operator, left.type, right.type);
    return applyStrictly({ name: operator, type, apply }, [left, right], context);
  }
  if (common?.kind === 'double' || common?.kind === 'real') {
    const apply = floatArithmetic(operator, common.kind);
    const sides = [coerced(left, common, context), coerced(right, common, context)];
    return applyStrictly({ name: operator, type: common, apply }, sides, context);
  }
  const open = common === null || isNullType(common);
  return applyStrictly(
    { name: operator, type: common, apply: () => (open ? UNKNOWN : FAILED) },
    [left, right],
    context,
  );
}

/** `||` and concat() of varchars. Other types are left open. */
export function compileConcatenation(parts: readonly Compiled[], context: CompileContext): Compiled {
  return applyStrictly({ name: 'concat', type: concatenatedType(parts), apply: concatenate }, parts, context);
}

function concatenatedType(parts: readonly Compiled[]): Type | null {
  return parts.every(({ type }) => type?.kind === 'varchar' || isNullType(type)) ? varcharType : null;
}

function concatenate(...values: Known[]): Outcome {
  let text = '';
  for (const value of values) {
    if (typeof value !== 'string') return UNKNOWN;
    text += value;
  }
  return text;
}

export function compileNegate(operand: Compiled, context: CompileContext): Compiled {
  const bits = operand.type?.kind === 'integer' ? operand.type.bits : 64;
  return applyStrictly(
    { name: '-', type: operand.type, apply: (value) => negate(value, bits) },
    [operand],
    context,
  );
}

function negate(value: Known, bits: number): Outcome {
  if (typeof value === 'bigint') return negateInteger(value, bits);
  if (typeof value === 'number') return -value;
  if (typeof value !== 'object') return UNKNOWN;
  if (value.kind === 'decimal') return decimal(-value.unscaled, value.scale);
  if (value.kind === 'day_interval') return { kind: 'day_interval', millis: -value.millis };
  if (value.kind === 'year_interval') return { kind: 'year_interval', months: -value.months };
  return UNKNOWN;
}

function isTemporal(type: Type | null): boolean {
  return type?.kind === 'date' || type?.kind === 'timestamp' || type?.kind === 'time' || isInterval(type);
}

function isInterval(type: Type | null): boolean {
  if (type?.kind === 'interval') return true;
  return type?.kind === 'other' && (type.text === intervalText.day || type.text === intervalText.year);
}

const intervalText = { day: 'interval day to second', year: 'interval year to month' } as const;

function temporalResult(operator: NumericOperator, left: Type | null, right: Type | null): Type | null {
  if (isInterval(left) && !isInterval(right) && operator === '+') return right;
  if (isInterval(right)) return left;
  if (operator === '-' && left !== null && right !== null) return dayIntervalType;
  if (left?.kind === 'other') return left.text === intervalText.year ? yearIntervalType : dayIntervalType;
  return null;
}
