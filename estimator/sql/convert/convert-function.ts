import type { Call, Expression } from '../tree.js';
import { convertExpression, convertExpressions, convertOrderBy } from './convert-expression.js';
import { aggregateKinds, functionShapes } from './function-shapes.js';
import { asNode, type ConvertContext, isBody, type RawBody, type RawNode, text } from './raw-node.js';

/** A function call in any of the shapes that the library has for it. */
export function convertFunction(node: RawNode, context: ConvertContext): Expression {
  const { kind, body } = node;
  if (kind === 'function' || kind === 'aggregate_function') return namedCall(body, context);
  const shape = functionShapes[kind];
  if (shape !== undefined) {
    return callOf(
      shape.name,
      shape.fields.flatMap((field) => argumentsIn(body[field], context)),
      body,
      context,
    );
  }
  if (kind === 'trim') return convertTrim(body, context);
  const name = aggregateKinds[kind] ?? `?${text(body['name']) || kind}`;
  if (kind === 'count' && body['star'] === true) return callOf('count', [], body, context);
  return callOf(name, everyArgument(body, context), body, context);
}

function namedCall(body: RawBody, context: ConvertContext): Expression {
  return callOf(text(body['name']).toLowerCase(), convertExpressions(body['args'], context), body, context);
}

function callOf(name: string, args: readonly Expression[], body: RawBody, context: ConvertContext): Call {
  return {
    kind: 'call',
    name,
    arguments: args,
    distinct: body['distinct'] === true,
    filter: asNode(body['filter']) === null ? null : convertExpression(body['filter'], context),
    orderBy: convertOrderBy(body['order_by'], context),
    window: null,
  };
}

function argumentsIn(value: unknown, context: ConvertContext): readonly Expression[] {
  if (Array.isArray(value)) return convertExpressions(value, context);
  return asNode(value) === null ? [] : [convertExpression(value, context)];
}

/** Every expression in the fields of an unknown shape, so that no column it reads is lost. */
function everyArgument(body: RawBody, context: ConvertContext): readonly Expression[] {
  return Object.entries(body).flatMap(([field, value]) => {
    if (field === 'filter' || field === 'order_by') return [];
    return nestedArguments(value, context);
  });
}

function nestedArguments(value: unknown, context: ConvertContext): readonly Expression[] {
  if (Array.isArray(value)) return value.flatMap((item) => nestedArguments(item, context));
  if (!isBody(value) || isIdentifier(value)) return [];
  if (asNode(value) !== null && !('this' in value)) return [convertExpression(value, context)];
  return Object.values(value).flatMap((item) => nestedArguments(item, context));
}

function isIdentifier(value: RawBody): boolean {
  return 'span' in value || 'data_type' in value;
}

/** TRIM's place decides the function: trim, ltrim or rtrim. */
function convertTrim(body: RawBody, context: ConvertContext): Expression {
  const names: Readonly<Record<string, string>> = { Both: 'trim', Leading: 'ltrim', Trailing: 'rtrim' };
  const name = names[text(body['position'])] ?? '?trim';
  const args = [body['this'], body['characters']].flatMap((raw) => argumentsIn(raw, context));
  return callOf(name, args, body, context);
}
