import type { Expression, PlanSymbol } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';
import { compileArithmetic, compileNegate } from './compile-arithmetic.js';
import { compileCall } from './compile-call.js';
import { compileCast } from './compile-cast.js';
import { compileComparison } from './compile-comparison.js';
import { compileLike } from './compile-like.js';
import {
  compileBetween,
  compileCase,
  compileInList,
  compileIsNull,
  compileLogical,
  compileNot,
} from './compile-logic.js';
import {
  applyStrictly,
  type Clock,
  type CompileContext,
  type Compiled,
  constant,
  type Row,
  unknownConstant,
} from './compiled.js';
import { compareDecimals, decimal, precisionOf, rescale } from './decimal.js';
import { elementType, subscript } from './functions-array.js';
import { fitsBits } from './integer-arithmetic.js';
import {
  bigintType,
  booleanType,
  dateType,
  dayIntervalType,
  doubleType,
  integerType,
  nullType,
  timestampType,
  varbinaryType,
  varcharType,
  yearIntervalType,
  zonedTimestampType,
} from './known-types.js';
import { type Known, type Outcome, UNKNOWN } from './outcome.js';
import { rowEquality } from './row-equality.js';

export interface CompileOptions {
  readonly clock: Clock;
  /** Where in the row the value of each bound symbol is. Every other symbol is unknown. */
  readonly slots: ReadonlyMap<PlanSymbol, number>;
  /** Told what could not be evaluated as Athena would, although all its inputs were known. */
  readonly onUnevaluable?: (what: string) => void;
}

/**
 * Turns an expression of Athena SQL into a function of the bound symbols' values. Its outcome is a value, `UNKNOWN`
 * where that depends on something not known or not certain, or `FAILED` where Athena would raise an error.
 */
export function compileExpression(expression: Expression, options: CompileOptions): (row: Row) => Outcome {
  const { clock, slots, onUnevaluable = () => undefined } = options;
  return compile(expression, { clock, slots, onUnevaluable }).evaluate;
}

/** The same with what is known before any row is seen: the type, and the outcome if it is constant. */
export function compile(expression: Expression, context: CompileContext): Compiled {
  const part = (inner: Expression): Compiled => compile(inner, context);
  const rows = rowEquality(expression);
  if (rows !== null) return part(rows);
  switch (expression.kind) {
    case 'literal':
      return constant(typeOfValue(expression.value), expression.value);
    case 'reference':
      return compileReference(expression.symbol, context);
    case 'comparison':
      return compileComparison(expression.operator, part(expression.left), part(expression.right), context);
    case 'logical':
      return compileLogical(expression.operator, expression.terms.map(part));
    case 'not':
      return compileNot(part(expression.operand));
    case 'arithmetic':
      return compileArithmetic(expression.operator, part(expression.left), part(expression.right), context);
    case 'negate':
      return compileNegate(part(expression.operand), context);
    case 'is_null':
      return compileIsNull(part(expression.operand));
    case 'between':
      return compileBetween(part(expression.operand), part(expression.low), part(expression.high), context);
    case 'in_list':
      return compileInList(part(expression.operand), expression.items.map(part), context);
    case 'like':
      return compileLike(
        part(expression.operand),
        part(expression.pattern),
        expression.escape === null ? null : part(expression.escape),
        context,
      );
    case 'case':
      return compileCaseExpression(expression, context);
    case 'cast':
      return compileCast(part(expression.operand), expression.type, expression.safe, context);
    case 'call':
      return compileCall(expression, expression.arguments.map(part), context);
    case 'subscript':
      return compileSubscript(part(expression.base), part(expression.index), context);
    case 'field':
    case 'name':
    case 'lambda':
    case 'parameter':
    case 'subquery':
    case 'planned_subquery':
      return unknownConstant;
  }
}

function compileCaseExpression(
  expression: Extract<Expression, { kind: 'case' }>,
  context: CompileContext,
): Compiled {
  const operand = expression.operand === null ? null : compile(expression.operand, context);
  const branches = expression.whens.map(({ condition, result }) => {
    const compiled = compile(condition, context);
    return {
      condition: operand === null ? compiled : compileComparison('=', operand, compiled, context),
      result: compile(result, context),
    };
  });
  const otherwise =
    expression.otherwise === null ? constant(nullType, null) : compile(expression.otherwise, context);
  return compileCase(branches, otherwise, context);
}

function compileSubscript(base: Compiled, index: Compiled, context: CompileContext): Compiled {
  const type = elementType([base.type]);
  return applyStrictly({ name: 'subscript', type, apply: subscript }, [base, index], context);
}

/** Digits of a second in a timestamp column of Athena. */
const columnPrecision = 3;

function compileReference(symbol: PlanSymbol, { slots }: CompileContext): Compiled {
  const { type } = symbol;
  const slot = slots.get(symbol);
  const precision = type?.kind === 'timestamp' ? columnPrecision : null;
  if (slot === undefined) return constant(type, UNKNOWN, precision);
  const normalize = normalizerOf(type);
  const evaluate = (row: Row): Outcome => {
    const value = row[slot];
    if (value === undefined) return UNKNOWN;
    return value === null ? null : normalize(value);
  };
  return { type, precision, constant: undefined, evaluate };
}

/** The one form in which the values of a type are computed with. */
function normalizerOf(type: Type | null): (value: Known) => Outcome {
  if (type?.kind === 'char')
    return (value) => (typeof value === 'string' ? value.replace(/ +$/, '') : UNKNOWN);
  if (type?.kind === 'decimal') return (value) => toScale(value, type.scale);
  return (value) => value;
}

function toScale(value: Known, scale: number): Outcome {
  if (typeof value !== 'object' || value.kind !== 'decimal') return UNKNOWN;
  if (value.scale === scale) return value;
  const scaled = decimal(rescale(value, scale), scale);
  return compareDecimals(scaled, value) === 0 ? scaled : UNKNOWN;
}

/** The type that Trino gives to a literal of this value. */
export function typeOfValue(value: Value): Type | null {
  if (value === null) return nullType;
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'bigint') return fitsBits(value, 32) ? integerType : bigintType;
  if (typeof value === 'number') return doubleType;
  if (typeof value === 'string') return varcharType;
  switch (value.kind) {
    case 'decimal':
      return { kind: 'decimal', precision: precisionOf(value), scale: value.scale };
    case 'date':
      return dateType;
    case 'timestamp':
      return value.zoned ? zonedTimestampType : timestampType;
    case 'day_interval':
      return dayIntervalType;
    case 'year_interval':
      return yearIntervalType;
    case 'varbinary':
      return varbinaryType;
    case 'array': {
      const [first] = value.elements;
      const element = first === undefined ? null : typeOfValue(first);
      return element === null ? null : { kind: 'array', element };
    }
  }
}
