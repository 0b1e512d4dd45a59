import { DryRunError } from '../../errors.js';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  Identifier,
  Name,
  SubqueryUse,
  WindowSpecification,
} from '../tree.js';
import { convertFunction } from './convert-function.js';
import { convertInterval, convertLiteral, unknownCall } from './convert-literal.js';
import { convertQuery } from './convert-query.js';
import { convertType } from './convert-type.js';
import { convertIdentifier, convertIdentifiers, spanOf } from './identifier.js';
import { asNode, type ConvertContext, isBody, list, type RawBody, text } from './raw-node.js';

type Converter = (body: RawBody, context: ConvertContext) => Expression;

const nullLiteral: Expression = { kind: 'literal', value: null };

const converters: Readonly<Record<string, Converter>> = {
  literal: convertLiteral,
  boolean: (body) => ({ kind: 'literal', value: body['value'] === true }),
  null: () => nullLiteral,
  interval: convertInterval,
  column: convertColumn,
  identifier: (body, context) => nameOf(convertIdentifier(body, context)),
  dot: convertDot,
  paren: (body, context) => convertExpression(body['this'], context),
  alias: (body, context) => convertExpression(body['this'], context),
  annotated: (body, context) => convertExpression(body['this'], context),
  and: logical('and'),
  or: logical('or'),
  not: (body, context) => ({ kind: 'not', operand: convertExpression(body['this'], context) }),
  eq: comparison('='),
  neq: comparison('<>'),
  lt: comparison('<'),
  lte: comparison('<='),
  gt: comparison('>'),
  gte: comparison('>='),
  null_safe_eq: comparison('is_not_distinct'),
  null_safe_neq: comparison('is_distinct'),
  add: arithmetic('+'),
  sub: arithmetic('-'),
  mul: arithmetic('*'),
  div: arithmetic('/'),
  mod: arithmetic('%'),
  concat: arithmetic('||'),
  neg: (body, context) => ({ kind: 'negate', operand: convertExpression(body['this'], context) }),
  is_null: (body, context) =>
    negatedIf(body, { kind: 'is_null', operand: convertExpression(body['this'], context) }),
  between: convertBetween,
  in: convertIn,
  like: (body, context) => {
    const [operand, pattern] = sides(body, context);
    const escapeCharacter = body['escape'] ? convertExpression(body['escape'], context) : null;
    return negatedIf(body, { kind: 'like', operand, pattern, escape: escapeCharacter });
  },
  case: convertCase,
  cast: (body, context) => convertCast(body, context, false),
  try_cast: (body, context) => convertCast(body, context, true),
  lambda: (body, context) => ({
    kind: 'lambda',
    parameters: convertIdentifiers(body['parameters'], context).map(({ name }) => name.toLowerCase()),
    body: convertExpression(body['body'], context),
  }),
  subscript: (body, context) => ({
    kind: 'subscript',
    base: convertExpression(body['this'], context),
    index: convertExpression(body['index'], context),
  }),
  placeholder: () => ({ kind: 'parameter', of: 'statement' }),
  parameter: (body) => {
    const sign = body['style'] === 'Colon' ? ':' : body['style'] === 'Dollar' ? '$' : '@';
    const name = `${sign}${text(body['name']) || String(body['index'] ?? '')}`;
    throw new DryRunError('syntax', { detail: `${name} is no parameter of Athena, which has only ?.` });
  },
  subquery: (body, context) => subquery({ mode: 'scalar' }, body['this'], context),
  select: (body, context) => subquery({ mode: 'scalar' }, { select: body }, context),
  union: (body, context) => subquery({ mode: 'scalar' }, { union: body }, context),
  exists: (body, context) => negatedIf(body, subquery({ mode: 'exists' }, body['this'], context)),
  any: (body, context) => quantified(body, context, false),
  all: (body, context) => quantified(body, context, true),
  at_time_zone: (body, context) =>
    call('at_timezone', [convertExpression(body['this'], context), convertExpression(body['zone'], context)]),
  extract: (body, context) => {
    const field = text(body['field']).replace(/([a-z])([A-Z])/g, '$1_$2');
    const name = isBody(body['field']) ? 'extract' : field.toLowerCase();
    return call(extractFunctions.has(name) ? name : `?extract_${name}`, [
      convertExpression(body['this'], context),
    ]);
  },
  window_function: convertWindowFunction,
  within_group: (body, context) => {
    const inner = convertExpression(body['this'], context);
    return inner.kind === 'call' ? { ...inner, orderBy: convertOrderBy(body['order_by'], context) } : inner;
  },
  filter: (body, context) => {
    const inner = convertExpression(body['this'], context);
    const condition = convertExpression(body['expression'] ?? body['filter'], context);
    return inner.kind === 'call' ? { ...inner, filter: condition } : call('?filter', [inner, condition]);
  },
  raw: convertRaw,
};

const extractFunctions: ReadonlySet<string> = new Set([
  ...['year', 'month', 'day', 'hour', 'minute', 'second', 'quarter', 'week'],
  ...['day_of_week', 'day_of_year', 'day_of_month'],
]);

/** Any expression. A kind without a converter keeps all its arguments under a name that no evaluator knows. */
export function convertExpression(raw: unknown, context: ConvertContext): Expression {
  const node = asNode(raw);
  if (node === null) return nullLiteral;
  const convert = Object.hasOwn(converters, node.kind) ? converters[node.kind] : undefined;
  return convert === undefined ? convertFunction(node, context) : convert(node.body, context);
}

export function convertExpressions(raw: unknown, context: ConvertContext): readonly Expression[] {
  return list(raw).map((item) => convertExpression(item, context));
}

/** `ORDER BY` items: `{this: expression, desc, ...}`. */
export function convertOrderBy(raw: unknown, context: ConvertContext): readonly Expression[] {
  const items = isBody(raw) ? list(raw['expressions']) : list(raw);
  return items.map((item) =>
    convertExpression(isBody(item) && 'this' in item ? item['this'] : item, context),
  );
}

export function convertWindow(raw: unknown, context: ConvertContext): WindowSpecification {
  const body = isBody(raw) ? raw : {};
  return {
    name: convertIdentifier(body['window_name'], context)?.name.toLowerCase() ?? null,
    partitionBy: convertExpressions(body['partition_by'], context),
    orderBy: convertOrderBy(body['order_by'], context),
    frame: convertFrame(body['frame'], context),
  };
}

function convertFrame(raw: unknown, context: ConvertContext): readonly Expression[] {
  if (!isBody(raw)) return [];
  return [raw['start'], raw['end']].flatMap((bound) => {
    if (!isBody(bound)) return [];
    return Object.values(bound).flatMap((value) =>
      asNode(value) ? [convertExpression(value, context)] : [],
    );
  });
}

function call(name: string, args: readonly Expression[]): Expression {
  return { kind: 'call', name, arguments: args, distinct: false, filter: null, orderBy: [], window: null };
}

function sides(body: RawBody, context: ConvertContext): readonly [Expression, Expression] {
  return [convertExpression(body['left'], context), convertExpression(body['right'], context)];
}

function negatedIf(body: RawBody, expression: Expression): Expression {
  return body['not'] === true ? { kind: 'not', operand: expression } : expression;
}

function comparison(operator: ComparisonOperator): Converter {
  return (body, context) => {
    const [left, right] = sides(body, context);
    return { kind: 'comparison', operator, left, right };
  };
}

function arithmetic(operator: ArithmeticOperator): Converter {
  return (body, context) => {
    const [left, right] = sides(body, context);
    return { kind: 'arithmetic', operator, left, right };
  };
}

/** Chains of AND and OR come as deep left trees; they are walked without recursion and kept flat. */
function logical(operator: 'and' | 'or'): Converter {
  return (body, context) => {
    const terms: Expression[] = [];
    const pending: unknown[] = [body['right'], body['left']];
    while (pending.length > 0) {
      const raw = pending.pop();
      const node = asNode(raw);
      if (node?.kind === operator) pending.push(node.body['right'], node.body['left']);
      else terms.push(convertExpression(raw, context));
    }
    return { kind: 'logical', operator, terms };
  };
}

function nameOf(...parts: readonly (Identifier | null)[]): Name {
  const known = parts.filter((part) => part !== null);
  return { kind: 'name', parts: known, span: spanOf(known) };
}

function convertColumn(body: RawBody, context: ConvertContext): Expression {
  return nameOf(convertIdentifier(body['table'], context), convertIdentifier(body['name'], context));
}

/** `a.b.c` is one name until binding knows where the column ends and its fields begin. */
function convertDot(body: RawBody, context: ConvertContext): Expression {
  const base = convertExpression(body['this'], context);
  const field = convertIdentifier(body['field'], context);
  if (field === null) return call('?dot', [base]);
  if (base.kind === 'name') return nameOf(...base.parts, field);
  return { kind: 'field', base, name: field.name, span: field.span };
}

function convertBetween(body: RawBody, context: ConvertContext): Expression {
  const operand = convertExpression(body['this'], context);
  const low = convertExpression(body['low'], context);
  const high = convertExpression(body['high'], context);
  if (body['symmetric'] === true)
    return negatedIf(body, unknownCall('between_symmetric', [operand, low, high]));
  return negatedIf(body, { kind: 'between', operand, low, high });
}

function convertIn(body: RawBody, context: ConvertContext): Expression {
  const operand = convertExpression(body['this'], context);
  if (body['query']) return negatedIf(body, subquery({ mode: 'in', operand }, body['query'], context));
  if (body['unnest'])
    return negatedIf(body, unknownCall('in_unnest', [operand, convertExpression(body['unnest'], context)]));
  const only = list(body['expressions']).length === 1 ? asNode(list(body['expressions'])[0]) : null;
  if (only?.kind === 'subquery')
    return negatedIf(body, subquery({ mode: 'in', operand }, only.body['this'], context));
  const items = convertExpressions(body['expressions'], context);
  return negatedIf(body, { kind: 'in_list', operand, items });
}

function convertCase(body: RawBody, context: ConvertContext): Expression {
  return {
    kind: 'case',
    operand: body['operand'] ? convertExpression(body['operand'], context) : null,
    whens: list(body['whens']).map((pair) => ({
      condition: convertExpression(list(pair)[0], context),
      result: convertExpression(list(pair)[1], context),
    })),
    otherwise: body['else_'] ? convertExpression(body['else_'], context) : null,
  };
}

function convertCast(body: RawBody, context: ConvertContext, safe: boolean): Expression {
  return {
    kind: 'cast',
    operand: convertExpression(body['this'], context),
    type: convertType(body['to']),
    safe,
  };
}

function subquery(use: SubqueryUse, raw: unknown, context: ConvertContext): Expression {
  const node = asNode(raw);
  if (node === null) return unknownCall('subquery');
  return { kind: 'subquery', use, query: convertQuery(node, context) };
}

const quantifiedOperators: Readonly<Record<string, ComparisonOperator>> = {
  Eq: '=',
  Neq: '<>',
  Lt: '<',
  Lte: '<=',
  Gt: '>',
  Gte: '>=',
};

function quantified(body: RawBody, context: ConvertContext, all: boolean): Expression {
  const operand = convertExpression(body['this'], context);
  const operator = quantifiedOperators[text(body['op'])] ?? '=';
  if (operator === '=' && !all) return subquery({ mode: 'in', operand }, body['subquery'], context);
  if (operator === '<>' && all) {
    return { kind: 'not', operand: subquery({ mode: 'in', operand }, body['subquery'], context) };
  }
  return subquery({ mode: 'quantified', operand, operator, all }, body['subquery'], context);
}

function convertWindowFunction(body: RawBody, context: ConvertContext): Expression {
  const inner = convertExpression(body['this'], context);
  const window = convertWindow(body['over'], context);
  if (inner.kind === 'call') return { ...inner, window };
  return {
    kind: 'call',
    name: '?window',
    arguments: [inner],
    distinct: false,
    filter: null,
    orderBy: [],
    window,
  };
}

/**
 * The library leaves a few shapes (`NOT a LIKE b`) as text. Without its NOT the text parses; the columns in it have no
 * position of their own.
 */
function convertRaw(body: RawBody, context: ConvertContext): Expression {
  const sql = text(body['sql']);
  const negated = /^\s*not\s+/i.exec(sql);
  const parsed = context.parseFragment(`1 WHERE ${negated === null ? sql : sql.slice(negated[0].length)}`);
  const where = parsed?.body['where_clause'];
  const inner = isBody(where) ? asNode(where['this']) : null;
  if (inner === null || (inner.kind === 'raw' && negated === null)) {
    throw new DryRunError('unsupported_syntax', { what: `The expression "${sql.slice(0, 60)}"` });
  }
  const operand = convertExpression({ [inner.kind]: inner.body }, { ...context, toSpan: () => null });
  return negated === null ? operand : { kind: 'not', operand };
}
