import { DryRunError } from '../../../estimator/errors.js';
import { partsOf } from '../../../estimator/evaluate/expression-parts.js';
import { formatAthenaType } from '../../../estimator/sql/format-athena-type.js';
import type { Call, Expression, FromItem, Query, QueryBody } from '../../../estimator/sql/tree.js';
import type { Type } from '../../../estimator/sql/type.js';
import { faithfulFunctions } from './faithful-functions.js';

/** Throws `not_faithful` for the first part of a query that DuckDB would answer otherwise than Athena. */
export function checkFaithful(query: Query): void {
  // Athena stops with an error after ten rounds and reads the tables again in each; DuckDB does neither.
  if (query.recursive && query.with.length > 0) throw refuse('WITH RECURSIVE');
  for (const table of query.with) checkFaithful(table.query);
  checkBody(query.body);
  for (const key of query.orderBy) checkExpression(key);
}

function checkBody(body: QueryBody): void {
  switch (body.kind) {
    case 'nested':
      checkFaithful(body.query);
      return;
    case 'values':
      for (const row of body.rows) for (const cell of row) checkExpression(cell, true);
      return;
    case 'set_operation':
      checkFaithful(body.left);
      checkFaithful(body.right);
      return;
    case 'select':
      for (const item of body.items)
        if (item.kind === 'expression') checkExpression(item.expression, !body.distinct);
      if (body.from !== null) checkFrom(body.from);
      for (const part of [body.where, body.having]) if (part !== null) checkExpression(part);
      for (const key of body.groupBy?.expressions ?? []) checkExpression(key);
      return;
  }
}

function checkFrom(item: FromItem): void {
  switch (item.kind) {
    case 'table':
      if (item.timeTravel) throw refuse('Time travel');
      if (item.sample !== null) throw refuse('TABLESAMPLE');
      return;
    case 'derived':
      if (item.sample !== null) throw refuse('TABLESAMPLE');
      checkFaithful(item.query);
      return;
    case 'unnest':
      for (const expression of item.expressions) checkExpression(expression, true);
      return;
    case 'join':
      checkFrom(item.left);
      checkFrom(item.right);
      if (item.condition?.kind === 'on') checkExpression(item.condition.expression);
      return;
    case 'table_function':
      throw refuse(`The table function ${item.name}`);
    case 'match_recognize':
      throw refuse('MATCH_RECOGNIZE');
  }
}

/**
 * `givesNested`: the value is only passed on. Where rows and maps are compared or sorted, DuckDB takes a NULL in them
 * for a value like others, and Athena does not.
 */
function checkExpression(expression: Expression, givesNested = false): void {
  const isNested = expression.kind === 'call' && nestedConstructors.has(expression.name);
  if (isNested && !givesNested) throw refuse(`This use of ${expression.name}`);
  if (expression.kind === 'call') checkCall(expression);
  if (expression.kind === 'cast') checkCast(expression);
  if (expression.kind === 'lambda') throw refuse('A lambda');
  if (expression.kind === 'parameter') throw refuse('A parameter');
  if (expression.kind === 'subquery') checkFaithful(expression.query);
  const passesOn = passesNested(expression, givesNested);
  for (const part of partsOf(expression)) checkExpression(part, passesOn);
}

const nestedConstructors: ReadonlySet<string> = new Set(['row', 'map']);

/** Functions that take a value apart, put it into another or give it as it is. */
const passing: ReadonlySet<string> = new Set(
  'row map array cardinality array_agg arbitrary any_value coalesce if count'.split(' '),
);

function passesNested(expression: Expression, givesNested: boolean): boolean {
  switch (expression.kind) {
    case 'call':
      return passing.has(expression.name) && isPlainCall(expression);
    case 'field':
    case 'subscript':
    case 'is_null':
      return true;
    case 'cast':
      return givesNested || isNestedType(expression.type);
    default:
      return false;
  }
}

function isPlainCall({ distinct, orderBy, window }: Call): boolean {
  return !distinct && orderBy.length === 0 && window === null;
}

function isNestedType({ kind }: Type): boolean {
  return kind === 'array' || kind === 'map' || kind === 'row';
}

const knownPattern = /^(?:%[YmdHis]|[^%a-zA-Z])*$/;

const argumentRules: Readonly<Record<string, (call: Call) => boolean>> = {
  // With a count of rows they give arrays.
  max: ({ arguments: args }) => args.length === 1,
  min: ({ arguments: args }) => args.length === 1,
  max_by: ({ arguments: args }) => args.length === 2,
  min_by: ({ arguments: args }) => args.length === 2,
  split: ({ arguments: args }) => args.length === 2 && isText(args[1]),
  date_parse: ({ arguments: [, pattern] }) => isKnownPattern(pattern),
  date_format: ({ arguments: [, pattern] }) => isKnownPattern(pattern),
  replace: ({ arguments: args }) => args.length === 3,
  regexp_replace: ({ arguments: args }) => args.length <= 3 && args[2]?.kind !== 'lambda',
  concat: ({ arguments: args }) => args.length >= 2 && args.length <= 8,
  greatest: ({ arguments: args }) => args.length === 2,
  least: ({ arguments: args }) => args.length === 2,
  map: ({ arguments: args }) => args.length === 0 || args.length === 2,
};

function isText(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && typeof expression.value === 'string' && expression.value !== '';
}

function isKnownPattern(pattern: Expression | undefined): boolean {
  return pattern?.kind === 'literal' && typeof pattern.value === 'string' && knownPattern.test(pattern.value);
}

function checkCall(call: Call): void {
  const rule = Object.hasOwn(argumentRules, call.name) ? argumentRules[call.name] : undefined;
  if (!faithfulFunctions.has(call.name)) throw refuse(`The function ${call.name.replace(/^\?/, '')}`);
  if (rule !== undefined && !rule(call)) throw refuse(`This use of ${call.name}`);
}

/** The rest depends on the type that is cast, which only the engine knows. */
function checkCast({ type }: Extract<Expression, { kind: 'cast' }>): void {
  const refused = simpleTypesOf(type).find((one) => {
    const isPlain = plainTypes.has(one.kind);
    return !isPlain && !(one.kind === 'varchar' && one.length === null);
  });
  if (refused !== undefined) throw refuse(`A cast to ${formatAthenaType(refused)}`);
}

const plainTypes: ReadonlySet<Type['kind']> = new Set([
  ...(['boolean', 'integer', 'real', 'double', 'decimal', 'date', 'timestamp'] as const),
]);

function simpleTypesOf(type: Type): readonly Type[] {
  if (type.kind === 'array') return simpleTypesOf(type.element);
  if (type.kind === 'map') return [type.key, type.value].flatMap(simpleTypesOf);
  return type.kind === 'row' ? type.fields.flatMap((field) => simpleTypesOf(field.type)) : [type];
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}
