import type { Call } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { type Comparator, comparatorOf } from './compare-values.js';
import { compileArithmetic, compileConcatenation } from './compile-arithmetic.js';
import { coerced, unified } from './compile-comparison.js';
import { compileCase, compileCoalesce, compileNullIf, compileTry } from './compile-logic.js';
import {
  applyStrictly,
  type CompileContext,
  type Compiled,
  constant,
  derived,
  unknownConstant,
} from './compiled.js';
import { formatText } from './format-text.js';
import { findFunction } from './function-registry.js';
import { clockFunctions } from './functions-date.js';
import { isNullType, nullType, varcharType } from './known-types.js';
import { FAILED, isValue, type Known, type Outcome, UNKNOWN } from './outcome.js';

type CompileCall = (args: readonly Compiled[], context: CompileContext) => Compiled;

/** Digits of a second in the timestamps that functions make. */
const madePrecision = 3;

/** Functions that do not evaluate all arguments, take any number of them, or give other than NULL for NULL. */
const specialForms: Readonly<
  Record<string, { readonly arity: number | null; readonly compile: CompileCall }>
> = {
  coalesce: { arity: null, compile: compileCoalesce },
  if: { arity: null, compile: compileIf },
  nullif: { arity: 2, compile: ([left, right], context) => compileNullIf(part(left), part(right), context) },
  try: { arity: 1, compile: ([operand]) => compileTry(part(operand)) },
  concat: { arity: null, compile: compileConcatenation },
  concat_ws: { arity: null, compile: compileConcatWithSeparator },
  format: { arity: null, compile: compileFormat },
  mod: {
    arity: 2,
    compile: ([left, right], context) => compileArithmetic('%', part(left), part(right), context),
  },
  greatest: { arity: null, compile: (args, context) => compileExtreme('greatest', args, context) },
  least: { arity: null, compile: (args, context) => compileExtreme('least', args, context) },
  array: { arity: null, compile: compileArray },
};

function part(argument: Compiled | undefined): Compiled {
  return argument ?? unknownConstant;
}

/** True if calls of this name and number of arguments can be evaluated. */
export function isKnownFunction(name: string, argumentCount: number): boolean {
  if (Object.hasOwn(clockFunctions, name)) return true;
  if (Object.hasOwn(specialForms, name)) {
    const arity = specialForms[name]?.arity ?? null;
    return arity === null ? argumentCount > 0 : arity === argumentCount;
  }
  return findFunction(name, argumentCount) !== null;
}

export function compileCall(call: Call, args: readonly Compiled[], context: CompileContext): Compiled {
  const { name } = call;
  const isPlain = !call.distinct && call.filter === null && call.window === null && call.orderBy.length === 0;
  if (!isPlain || !isKnownFunction(name, args.length)) return unknownConstant;
  const clock = Object.hasOwn(clockFunctions, name) ? clockFunctions[name] : undefined;
  if (clock !== undefined) return constant(clock.type, clock.value(context.clock.nowMicros), madePrecision);
  const special = Object.hasOwn(specialForms, name) ? specialForms[name] : undefined;
  return special === undefined ? compileScalar(name, args, context) : special.compile(args, context);
}

function compileScalar(name: string, args: readonly Compiled[], context: CompileContext): Compiled {
  const found = findFunction(name, args.length);
  if (found === null) return unknownConstant;
  const type = found.resultType(args.map((argument) => argument.type));
  // A char reaches functions with its padding or without it, depending on the version.
  const hasChar = args.some((argument) => argument.type?.kind === 'char');
  const apply = hasChar ? (): Outcome => UNKNOWN : found.apply;
  return applyStrictly({ name, type, precision: precisionOf(type, args), apply }, args, context);
}

/** A timestamp made from a timestamp keeps its digits; one made from anything else has milliseconds. */
function precisionOf(type: Type | null, args: readonly Compiled[]): number | null {
  if (type?.kind !== 'timestamp') return null;
  const source = args.find((argument) => argument.type?.kind === 'timestamp');
  return source === undefined ? madePrecision : source.precision;
}

function compileIf(args: readonly Compiled[], context: CompileContext): Compiled {
  const [condition, result, otherwise] = args;
  if (condition === undefined || result === undefined || args.length > 3) return unknownConstant;
  return compileCase([{ condition, result }], otherwise ?? constant(nullType, null), context);
}

/** The separator between the arguments that are not NULL. */
function compileConcatWithSeparator(args: readonly Compiled[]): Compiled {
  const [separator, ...parts] = args;
  if (separator === undefined || args.some(({ type }) => type?.kind === 'array')) return unknownConstant;
  return derived(varcharType, args, (row) => {
    const between = separator.evaluate(row);
    if (between === null || typeof between === 'symbol') return between;
    const outcomes = parts.map((argument) => argument.evaluate(row));
    if (outcomes.includes(UNKNOWN)) return UNKNOWN;
    if (outcomes.includes(FAILED)) return FAILED;
    const texts = outcomes.filter((outcome) => outcome !== null);
    return typeof between === 'string' && texts.every((text) => typeof text === 'string')
      ? texts.join(between)
      : UNKNOWN;
  });
}

/** NULL is printed as `null` by some conversions: it is left open. */
function compileFormat(args: readonly Compiled[]): Compiled {
  return derived(varcharType, args, (row) => {
    const outcomes = args.map((argument) => argument.evaluate(row));
    if (outcomes.includes(UNKNOWN)) return UNKNOWN;
    if (outcomes.includes(FAILED)) return FAILED;
    const [pattern, ...values] = outcomes.filter(isValue).filter((value) => value !== null);
    const isWhole = values.length === args.length - 1;
    return isWhole && typeof pattern === 'string' ? formatText(pattern, values) : UNKNOWN;
  });
}

/** NULL if any argument is NULL. Trino's versions differ on NaN. */
function compileExtreme(
  name: 'greatest' | 'least',
  args: readonly Compiled[],
  context: CompileContext,
): Compiled {
  const same = unified(args, context);
  if (same === null) return constant(null, FAILED);
  const compare = comparatorOf(same.type);
  const sign = name === 'greatest' ? 1 : -1;
  return applyStrictly(
    { name, type: same.type, apply: (...values) => extreme(values, compare, sign) },
    same.parts,
    context,
  );
}

function extreme(values: readonly Known[], compare: Comparator, sign: number): Outcome {
  let best: Known | undefined;
  for (const value of values) {
    const order = best === undefined ? 1 : compare(value, best);
    if (order === UNKNOWN || Number.isNaN(order) || Number.isNaN(value)) return UNKNOWN;
    if (best === undefined || order * sign > 0) best = value;
  }
  return best ?? UNKNOWN;
}

function compileArray(args: readonly Compiled[], context: CompileContext): Compiled {
  const same = unified(args, context);
  if (same === null) return constant(null, FAILED);
  const element = same.type !== null && !isNullType(same.type) ? same.type : null;
  const parts = same.parts.map((argument) => coerced(argument, element, context));
  return derived(element === null ? null : { kind: 'array', element }, parts, (row) => {
    const outcomes = parts.map((argument) => argument.evaluate(row));
    if (outcomes.includes(UNKNOWN)) return UNKNOWN;
    if (outcomes.includes(FAILED)) return FAILED;
    return { kind: 'array', elements: outcomes.filter(isValue) };
  });
}
