import { DryRunError } from '../errors.js';
import { commonType } from '../evaluate/common-type.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { firstSpan } from '../evaluate/first-span.js';
import { isNullType, nullType } from '../evaluate/known-types.js';
import { formatType } from '../sql/format-type.js';
import type { Span } from '../sql/span.js';
import type { Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { expressionType } from './expression-type.js';

/**
 * Throws `type_mismatch` where Trino certainly refuses to compare or add two types: it never turns text into numbers or
 * dates by itself. Where a type is not known, nothing is said.
 */
export function checkTypes(expression: Expression): void {
  const check = checks[expression.kind];
  if (check !== undefined) check(expression);
  for (const part of partsOf(expression)) checkTypes(part);
}

/** Throws `type_mismatch` unless a condition may be boolean. */
export function checkCondition(condition: Expression, clause: string): void {
  const type = expressionType(condition);
  if (type === null || type.kind === 'boolean' || !(isPlain(type) || isStructured(type))) return;
  throw mismatch(`${clause} must be boolean, not ${named(type)}`, [condition]);
}

/** Throws `type_mismatch` where the values of two columns can't stand in one column or be compared. */
export function checkComparable(
  left: Type | null,
  right: Type | null,
  what: string,
  span: Span | null,
): void {
  if (!areIncompatible(left, right)) return;
  throw new DryRunError(
    'type_mismatch',
    { detail: `${what}: ${named(left)} and ${named(right)} do not fit.` },
    span,
  );
}

type Check = (expression: Expression) => void;

const checks: Partial<Readonly<Record<Expression['kind'], Check>>> = {
  comparison(expression) {
    if (expression.kind === 'comparison')
      compare(expression.left, expression.right, symbolOf(expression.operator));
  },
  between(expression) {
    if (expression.kind !== 'between') return;
    compare(expression.operand, expression.low, 'BETWEEN');
    compare(expression.operand, expression.high, 'BETWEEN');
  },
  in_list(expression) {
    if (expression.kind !== 'in_list') return;
    const type = expressionType(expression.operand);
    if (type === null) return;
    for (const item of expression.items) {
      if (areIncompatible(type, expressionType(item))) compare(expression.operand, item, 'IN');
    }
  },
  logical(expression) {
    if (expression.kind !== 'logical') return;
    for (const term of expression.terms) checkCondition(term, expression.operator.toUpperCase());
  },
  not(expression) {
    if (expression.kind === 'not') checkCondition(expression.operand, 'NOT');
  },
  case(expression) {
    if (expression.kind !== 'case') return;
    const { operand, whens, otherwise } = expression;
    for (const { condition } of whens) {
      if (operand === null) checkCondition(condition, 'WHEN');
      else compare(operand, condition, '=');
    }
    const results = whens.map(({ result }) => result);
    unify(otherwise === null ? results : [...results, otherwise], 'CASE');
  },
  like(expression) {
    if (expression.kind !== 'like') return;
    const type = expressionType(expression.operand);
    if (type === null || !isPlain(type) || type.kind === 'varchar' || type.kind === 'char') return;
    throw mismatch(`LIKE compares text, not ${named(type)}`, [expression.operand]);
  },
  arithmetic(expression) {
    if (expression.kind !== 'arithmetic' || expression.operator === '||') return;
    for (const operand of [expression.left, expression.right]) {
      if (operand.kind !== 'reference' && operand.kind !== 'literal') continue;
      const type = expressionType(operand);
      if (type?.kind !== 'varchar' && type?.kind !== 'boolean') continue;
      throw mismatch(`${expression.operator} does not take ${named(type)}`, [operand, expression]);
    }
  },
  call(expression) {
    if (expression.kind !== 'call') return;
    const { name, arguments: args, filter } = expression;
    const [first, ...others] = args;
    if (filter !== null) checkCondition(filter, 'FILTER');
    if (first === undefined) return;
    if (name === 'coalesce' || name === 'array') unify(args, name.toUpperCase());
    if (name === 'nullif' && others[0] !== undefined) compare(first, others[0], '=');
    if (name === 'if') {
      checkCondition(first, 'IF');
      unify(others, 'IF');
    }
    if (name === 'sum' || name === 'avg') checkSummed(first, name);
  },
  planned_subquery(expression) {
    if (expression.kind !== 'planned_subquery' || !('operand' in expression.use)) return;
    const [output, ...others] = expression.output;
    if (output === undefined) return;
    if (others.length > 0) {
      const type = expressionType(expression.use.operand);
      if (type === null || !isPlain(type)) return;
      const detail = `${named(type)} and the ${others.length + 1} columns of a subquery can't be compared`;
      throw mismatch(detail, [expression.use.operand]);
    }
    const column: Expression = { kind: 'reference', symbol: output, span: null };
    compare(
      expression.use.operand,
      column,
      expression.use.mode === 'in' ? 'IN' : symbolOf(expression.use.operator),
    );
  },
};

function checkSummed(argument: Expression, name: string): void {
  const type = expressionType(argument);
  if (type?.kind === 'varchar' || type?.kind === 'boolean' || type?.kind === 'date')
    throw mismatch(`${name} does not take ${named(type)}`, [argument]);
}

/** Of alternatives that are one value, each fits the ones before. */
function unify(alternatives: readonly Expression[], what: string): void {
  let common: Type = nullType;
  for (const alternative of alternatives) {
    const type = expressionType(alternative);
    if (type === null || !(isPlain(type) || isNullType(type))) return;
    const wider = commonType(common, type);
    if (wider === null) return;
    if (wider === 'incompatible')
      throw mismatch(`${what} cannot be ${named(common)} and ${named(type)}`, [alternative]);
    common = wider;
  }
}

function symbolOf(operator: string): string {
  return operator.startsWith('is_') ? 'IS DISTINCT FROM' : operator;
}

function compare(left: Expression, right: Expression, operator: string): void {
  const types = [expressionType(left), expressionType(right)] as const;
  if (!areIncompatible(...types)) return;
  throw mismatch(`${named(types[0])} ${operator} ${named(types[1])} can't be compared`, [left, right]);
}

/** As Trino writes the type. */
function named(type: Type | null): string {
  if (type === null) return 'unknown';
  if (type.kind === 'varchar' && type.length === null) return 'varchar';
  if (type.kind === 'real') return 'real';
  return type.kind === 'integer' && type.bits === 32 ? 'integer' : formatType(type);
}

function mismatch(detail: string, places: readonly Expression[]): DryRunError {
  const span = places.map(firstSpan).find((found) => found !== null) ?? null;
  return new DryRunError('type_mismatch', { detail: `Types do not fit: ${detail}.` }, span);
}

function areIncompatible(left: Type | null, right: Type | null): boolean {
  if (left === null || right === null || isNullType(left) || isNullType(right)) return false;
  if (isStructured(left) && isStructured(right)) return left.kind !== right.kind;
  if (isStructured(left) || isStructured(right)) return isPlain(left) || isPlain(right);
  return isPlain(left) && isPlain(right) && commonType(left, right) === 'incompatible';
}

function isStructured({ kind }: Type): boolean {
  return kind === 'array' || kind === 'map' || kind === 'row';
}

/** Types whose coercions are known in full; what is inside structured types, and intervals, are left alone. */
const plainKinds: ReadonlySet<Type['kind']> = new Set([
  ...(['boolean', 'integer', 'real', 'double', 'decimal', 'varchar', 'char', 'date', 'timestamp'] as const),
]);

function isPlain(type: Type): boolean {
  return plainKinds.has(type.kind);
}
