import { DryRunError } from '../../../estimator/errors.js';
import { partsOf } from '../../../estimator/evaluate/expression-parts.js';
import { formatType } from '../../../estimator/sql/format-type.js';
import type { Call, Expression, FromItem, Query, QueryBody } from '../../../estimator/sql/tree.js';
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
      for (const row of body.rows) row.forEach(checkExpression);
      return;
    case 'set_operation':
      checkFaithful(body.left);
      checkFaithful(body.right);
      return;
    case 'select':
      for (const item of body.items) if (item.kind === 'expression') checkExpression(item.expression);
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
      item.expressions.forEach(checkExpression);
      return;
    case 'join':
      // Trino: "Natural join not supported".
      if (item.condition?.kind === 'natural') throw refuse('NATURAL JOIN');
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

function checkExpression(expression: Expression): void {
  if (expression.kind === 'call') checkCall(expression);
  if (expression.kind === 'cast') checkCast(expression);
  if (expression.kind === 'lambda') throw refuse('A lambda');
  if (expression.kind === 'parameter') throw refuse('A parameter');
  if (expression.kind === 'subquery') checkFaithful(expression.query);
  partsOf(expression).forEach(checkExpression);
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
  const isPlain = ['boolean', 'integer', 'real', 'double', 'decimal', 'date', 'timestamp'].includes(
    type.kind,
  );
  const isText = type.kind === 'varchar' && type.length === null;
  if (!isPlain && !isText) throw refuse(`A cast to ${formatType(type)}`);
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}
