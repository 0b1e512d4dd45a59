import type { Case, ComparisonOperator, Expression, Literal, Not } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';
import { compile, typeOfValue } from './compile-expression.js';
import type { Clock } from './compiled.js';
import { partsOf, withParts } from './expression-parts.js';
import { isNonDeterministicFunction } from './is-deterministic.js';
import { isValue } from './outcome.js';
import { typeOf } from './type-of.js';

interface FoldContext {
  readonly clock: Clock;
  /** Whether a part has no symbol, parameter, subquery or random function in it; computed once per part. */
  readonly constancy: Map<Expression, boolean>;
}

/**
 * The same expression with its constant parts evaluated and its logic simplified: `x AND false` becomes false,
 * `NOT NOT x` becomes x, `'s' = 'c'` false, `x = NULL` NULL. What would fail or is not certain stays as it is.
 */
export function foldConstants(expression: Expression, clock: Clock): Expression {
  const known = folded.get(clock) ?? new WeakMap<Expression, Expression>();
  folded.set(clock, known);
  const done = known.get(expression) ?? fold(expression, { clock, constancy: new Map() });
  known.set(expression, done);
  known.set(done, done);
  return done;
}

/** Expressions are never changed: what a filter became stays the same on its way down through many joins. */
const folded = new WeakMap<Clock, WeakMap<Expression, Expression>>();

function fold(expression: Expression, context: FoldContext): Expression {
  if (expression.kind === 'literal') return expression;
  if (isConstant(expression, context)) {
    const literal = evaluated(expression, context.clock);
    if (literal !== null) return literal;
  }
  return simplify(withParts(expression, (part) => fold(part, context)));
}

function isConstant(expression: Expression, context: FoldContext): boolean {
  const known = context.constancy.get(expression);
  if (known !== undefined) return known;
  const result =
    !openKinds.has(expression.kind) &&
    !(expression.kind === 'call' && isNonDeterministicFunction(expression.name)) &&
    partsOf(expression).every((part) => isConstant(part, context));
  context.constancy.set(expression, result);
  return result;
}

const openKinds: ReadonlySet<Expression['kind']> = new Set([
  ...(['name', 'reference', 'parameter', 'subquery', 'planned_subquery', 'lambda'] as const),
]);

/** A literal of the outcome, where a literal can stand for it without losing the type. */
function evaluated(expression: Expression, clock: Clock): Literal | null {
  const { type, constant } = compile(expression, { clock, slots: new Map(), onUnevaluable: () => undefined });
  if (constant === undefined || !isValue(constant)) return null;
  return constant === null || isSameKind(type, typeOfValue(constant)) ? literal(constant) : null;
}

function literal(value: Value): Literal {
  return { kind: 'literal', value };
}

function isSameKind(left: Type | null, right: Type | null): boolean {
  if (left === null || right === null || left.kind !== right.kind) return false;
  if (left.kind === 'decimal' && right.kind === 'decimal') return left.scale === right.scale;
  return left.kind !== 'other' || (right.kind === 'other' && left.text === right.text);
}

function simplify(expression: Expression): Expression {
  if (expression.kind === 'logical') return simplifyLogical(expression.operator, expression.terms);
  if (expression.kind === 'not') return simplifyNot(expression);
  if (expression.kind === 'case') return keepingType(simplifyCase(expression), expression);
  if (expression.kind === 'call' && expression.name === 'coalesce') {
    return keepingType(simplifyCoalesce(expression), expression);
  }
  if (expression.kind === 'call' && expression.name === 'if')
    return keepingType(simplifyIf(expression), expression);
  if (expression.kind === 'comparison') {
    const isDistinct = expression.operator === 'is_distinct' || expression.operator === 'is_not_distinct';
    const hasNull = isLiteral(expression.left, null) || isLiteral(expression.right, null);
    return hasNull && !isDistinct ? literal(null) : expression;
  }
  return expression;
}

/** A branch may only stand for the whole where it has the type of the whole: `/` means another thing for decimals. */
function keepingType(simplified: Expression, original: Expression): Expression {
  if (isLiteral(simplified, null)) return simplified;
  return isSameKind(typeOf(simplified), typeOf(original)) ? simplified : original;
}

function isLiteral(expression: Expression, value: boolean | null): boolean {
  return expression.kind === 'literal' && expression.value === value;
}

function simplifyLogical(operator: 'and' | 'or', terms: readonly Expression[]): Expression {
  const deciding = operator === 'or';
  const flat = terms.flatMap((term) =>
    term.kind === 'logical' && term.operator === operator ? term.terms : [term],
  );
  if (flat.some((term) => isLiteral(term, deciding))) return literal(deciding);
  const rest = flat.filter((term) => !isLiteral(term, !deciding));
  const [only] = rest;
  if (only === undefined) return literal(!deciding);
  return rest.length === 1 ? only : { kind: 'logical', operator, terms: rest };
}

/** The operator of the negated comparison; null where NaN makes it another thing. */
const opposites: Record<ComparisonOperator, ComparisonOperator | null> = {
  '=': '<>',
  '<>': '=',
  '<': null,
  '<=': null,
  '>': null,
  '>=': null,
  is_distinct: 'is_not_distinct',
  is_not_distinct: 'is_distinct',
};

/** `NOT a < b` stays: for NaN it is not `a >= b`. */
function simplifyNot(expression: Not): Expression {
  const { operand } = expression;
  if (operand.kind === 'not') return operand.operand;
  if (operand.kind === 'literal' && (operand.value === null || typeof operand.value === 'boolean')) {
    return literal(operand.value === null ? null : !operand.value);
  }
  const operator = operand.kind === 'comparison' ? opposites[operand.operator] : null;
  if (operand.kind === 'comparison' && operator !== null) return { ...operand, operator };
  return expression;
}

function simplifyCase(expression: Case): Expression {
  if (expression.operand !== null) return expression;
  const whens = expression.whens.filter(
    ({ condition }) => !isLiteral(condition, false) && !isLiteral(condition, null),
  );
  const certain = whens.findIndex(({ condition }) => isLiteral(condition, true));
  const kept = certain < 0 ? whens : whens.slice(0, certain);
  const otherwise = certain < 0 ? expression.otherwise : (whens[certain]?.result ?? null);
  if (kept.length === 0) return otherwise ?? literal(null);
  return { ...expression, whens: kept, otherwise };
}

type CallExpression = Extract<Expression, { kind: 'call' }>;

function simplifyCoalesce(expression: CallExpression): Expression {
  const present = expression.arguments.filter((argument) => !isLiteral(argument, null));
  const certain = present.findIndex((argument) => argument.kind === 'literal');
  const kept = certain < 0 ? present : present.slice(0, certain + 1);
  const [first] = kept;
  if (first === undefined) return literal(null);
  return kept.length === 1 ? first : { ...expression, arguments: kept };
}

function simplifyIf(expression: CallExpression): Expression {
  const [condition, result, otherwise] = expression.arguments;
  if (condition === undefined || result === undefined) return expression;
  if (isLiteral(condition, true)) return result;
  if (isLiteral(condition, false) || isLiteral(condition, null)) return otherwise ?? literal(null);
  return expression;
}
