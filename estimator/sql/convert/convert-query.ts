import { DryRunError } from '../../errors.js';
import type {
  CommonTable,
  Expression,
  GroupBy,
  Identifier,
  Query,
  QueryBody,
  Select,
  SelectItem,
  SetOperation,
} from '../tree.js';
import {
  convertExpression,
  convertExpressions,
  convertOrderBy,
  convertWindow,
} from './convert-expression.js';
import { convertFrom } from './convert-from.js';
import { convertIdentifier, convertIdentifiers } from './identifier.js';
import { asNode, type ConvertContext, isBody, list, type RawBody, type RawNode, text } from './raw-node.js';

/** A query: SELECT, VALUES, a set operation, or one of these in parentheses, with its WITH, ORDER BY and LIMIT. */
export function convertQuery(node: RawNode, context: ConvertContext): Query {
  return queryOf(node.body, convertBody(node, context), context);
}

function queryOf(body: RawBody, queryBody: QueryBody, context: ConvertContext): Query {
  const clause = isBody(body['with']) ? body['with'] : {};
  return {
    with: list(clause['ctes']).flatMap((raw) => convertCommonTable(raw, context)),
    recursive: clause['recursive'] === true,
    body: queryBody,
    orderBy: convertOrderBy(body['order_by'], context),
    limit: convertLimit(body, context),
    offset: rowCount(body['offset'], context) ?? 0,
  };
}

const setOperators: Readonly<Record<string, SetOperation['operator']>> = {
  union: 'union',
  intersect: 'intersect',
  except: 'except',
};

function convertBody(node: RawNode, context: ConvertContext): QueryBody {
  const operator = setOperators[node.kind];
  if (operator !== undefined) return convertSetOperation(node.body, operator, context);
  if (node.kind === 'select') return convertSelect(node.body, context);
  if (node.kind === 'values')
    return { kind: 'values', rows: list(node.body['expressions']).map((row) => valuesRow(row, context)) };
  if (node.kind === 'subquery' || node.kind === 'paren') {
    return { kind: 'nested', query: convertQuery(nodeIn(node.body['this']), context) };
  }
  throw new DryRunError('unsupported_syntax', {
    what: `${node.kind.replaceAll('_', ' ').toUpperCase()} as a query`,
  });
}

function nodeIn(raw: unknown): RawNode {
  const node = asNode(raw);
  if (node === null) throw new DryRunError('syntax', { detail: 'a query was expected in the parentheses.' });
  return node;
}

/** Set operations come as deep left trees: a long UNION ALL is walked without recursion. */
function convertSetOperation(
  body: RawBody,
  operator: SetOperation['operator'],
  context: ConvertContext,
): SetOperation {
  const chain: { readonly body: RawBody; readonly operator: SetOperation['operator'] }[] = [
    { body, operator },
  ];
  let first = nodeIn(body['left']);
  for (
    let next = setOperators[first.kind];
    next !== undefined && !hasClauses(first.body);
    next = setOperators[first.kind]
  ) {
    chain.push({ body: first.body, operator: next });
    first = nodeIn(first.body['left']);
  }
  const steps = chain.reverse().map(
    (step): SetStep => ({
      operator: step.operator,
      all: step.body['all'] === true,
      query: convertQuery(nodeIn(step.body['right']), context),
    }),
  );
  return combined(convertQuery(first, context), steps);
}

interface SetStep {
  readonly operator: SetOperation['operator'];
  readonly all: boolean;
  readonly query: Query;
}

/** INTERSECT binds before UNION and EXCEPT, but the library takes all three from left to right. */
function combined(first: Query, steps: readonly SetStep[]): SetOperation {
  const grouped: SetStep[] = [];
  let left = first;
  for (const step of steps) {
    const before = grouped.at(-1);
    if (step.operator !== 'intersect') grouped.push(step);
    else if (before === undefined) left = plainQuery(applied(left, step));
    else grouped[grouped.length - 1] = { ...before, query: plainQuery(applied(before.query, step)) };
  }
  for (const step of grouped) left = plainQuery(applied(left, step));
  if (left.body.kind !== 'set_operation')
    throw new DryRunError('internal', { detail: 'empty set operation' });
  return left.body;
}

function applied(left: Query, { operator, all, query }: SetStep): SetOperation {
  return { kind: 'set_operation', operator, all, left, right: query };
}

function plainQuery(body: QueryBody): Query {
  return { with: [], recursive: false, body, orderBy: [], limit: null, offset: 0 };
}

function hasClauses(body: RawBody): boolean {
  return ['with', 'order_by', 'limit', 'offset', 'fetch'].some((clause) => Boolean(body[clause]));
}

function valuesRow(raw: unknown, context: ConvertContext): readonly Expression[] {
  if (isBody(raw) && Array.isArray(raw['expressions'])) {
    const only = raw['expressions'].length === 1 ? asNode(raw['expressions'][0]) : null;
    if (only?.kind === 'tuple') return convertExpressions(only.body['expressions'], context);
    return convertExpressions(raw['expressions'], context);
  }
  return [convertExpression(raw, context)];
}

function convertCommonTable(raw: unknown, context: ConvertContext): CommonTable[] {
  if (!isBody(raw)) return [];
  const name = convertIdentifier(raw['alias'], context);
  const query = asNode(raw['this']);
  if (name === null || query === null) return [];
  return [
    { name, columns: convertIdentifiers(raw['columns'], context), query: convertQuery(query, context) },
  ];
}

function convertSelect(body: RawBody, context: ConvertContext): Select {
  const where = isBody(body['where_clause'])
    ? convertExpression(body['where_clause']['this'], context)
    : null;
  const having = isBody(body['having']) ? convertExpression(body['having']['this'], context) : null;
  refuseClauses(body);
  return {
    kind: 'select',
    distinct: body['distinct'] === true,
    items: list(body['expressions']).flatMap((raw) => convertItem(raw, context)),
    from: convertFrom(body, context),
    where,
    groupBy: convertGroupBy(body['group_by'], context),
    having,
    windows: list(body['windows']).flatMap((raw) => {
      const name = isBody(raw) ? convertIdentifier(raw['name'], context) : null;
      if (!isBody(raw) || name === null) return [];
      return [{ name: name.name.toLowerCase(), specification: convertWindow(raw['spec'], context) }];
    }),
  };
}

/** Clauses of other dialects that the library reads. */
function refuseClauses(body: RawBody): void {
  if (list(body['expressions']).length === 0) {
    throw new DryRunError('syntax', { detail: 'there is nothing after SELECT.' });
  }
  const groupBy = isBody(body['group_by']) ? body['group_by'] : {};
  const foreign: Readonly<Record<string, boolean>> = {
    QUALIFY: Boolean(body['qualify']),
    'SELECT TOP': Boolean(body['top']),
    'DISTINCT ON': list(body['distinct_on']).length > 0,
    'GROUP BY ALL': groupBy['all'] === true,
  };
  const what = Object.keys(foreign).find((clause) => foreign[clause]);
  if (what !== undefined) throw new DryRunError('unsupported_syntax', { what });
}

function convertItem(raw: unknown, context: ConvertContext): SelectItem[] {
  const node = asNode(raw);
  if (node === null) return [];
  if (node.kind === 'star') {
    const qualifier = convertIdentifier(node.body['table'], context);
    if (list(node.body['except']).length > 0 || list(node.body['replace']).length > 0) {
      throw new DryRunError('unsupported_syntax', { what: '* EXCEPT or * REPLACE' }, qualifier?.span ?? null);
    }
    return [{ kind: 'star', qualifier: qualifier === null ? [] : qualifierParts(qualifier) }];
  }
  if (node.kind === 'dot' && convertIdentifier(node.body['field'], context)?.name === '*') {
    return [{ kind: 'fields', expression: convertExpression(node.body['this'], context) }];
  }
  const alias = node.kind === 'alias' ? convertIdentifier(node.body['alias'], context) : null;
  return [{ kind: 'expression', expression: convertExpression(raw, context), alias }];
}

/** The library gives `a.b.*` as one name with dots in it. */
function qualifierParts(qualifier: Identifier): readonly Identifier[] {
  if (qualifier.quoted) return [qualifier];
  return qualifier.name.split('.').map((name) => ({ ...qualifier, name }));
}

/** GROUP BY with its grouping sets told apart: which expressions, which are in every set, whether one set is empty. */
function convertGroupBy(raw: unknown, context: ConvertContext): GroupBy | null {
  if (!isBody(raw)) return null;
  const plain: Expression[] = [];
  const partial: Expression[] = [];
  let inEverySet: readonly Expression[] = [];
  let hasEmptySet = false;
  const elements = list(raw['expressions']);
  for (const element of elements) {
    const node = asNode(element);
    const name = node?.kind === 'function' ? text(node.body['name']).toUpperCase() : '';
    if (name === 'GROUPING SETS' || name === 'CUBE' || name === 'ROLLUP') {
      const sets = list(node?.body['args']).map((set) => groupingSet(set, context));
      partial.push(...sets.flat());
      if (name === 'GROUPING SETS') inEverySet = [...inEverySet, ...sharedBy(sets)];
      hasEmptySet ||= name !== 'GROUPING SETS' || sets.some((set) => set.length === 0);
    } else {
      plain.push(...groupingSet(element, context));
    }
  }
  return {
    expressions: [...plain, ...partial],
    hasEmptySet: hasEmptySet && plain.length === 0,
    inEverySet: [...plain, ...inEverySet],
  };
}

/** What stands in each of the sets, compared as written. */
function sharedBy(sets: readonly (readonly Expression[])[]): readonly Expression[] {
  const [first = new Map<string, Expression>(), ...rest] = sets.map(
    (set) => new Map(set.map((key) => [written(key), key])),
  );
  return [...first].filter(([key]) => rest.every((set) => set.has(key))).map(([, expression]) => expression);
}

function written(expression: Expression): string {
  return JSON.stringify(expression, (name, value: unknown) => {
    if (name === 'span') return undefined;
    return typeof value === 'bigint'
      ? `${value}n`
      : name === 'name' && typeof value === 'string'
        ? value.toLowerCase()
        : value;
  });
}

function groupingSet(raw: unknown, context: ConvertContext): readonly Expression[] {
  const node = asNode(raw);
  if (node?.kind === 'tuple') return convertExpressions(node.body['expressions'], context);
  if (node?.kind === 'paren') return [convertExpression(node.body['this'], context)];
  return [convertExpression(raw, context)];
}

function convertLimit(body: RawBody, context: ConvertContext): Query['limit'] {
  const fetch = isBody(body['fetch']) ? body['fetch'] : null;
  if (fetch !== null) return rowCount(fetch['count'], context) ?? 1;
  return rowCount(body['limit'], context);
}

function rowCount(raw: unknown, context: ConvertContext): Query['limit'] {
  const inner = isBody(raw) && 'this' in raw ? raw['this'] : raw;
  const node = asNode(inner);
  if (node === null) return null;
  if (node.kind === 'column' || node.kind === 'identifier' || node.kind === 'all') return null;
  const constant = constantOf(inner, context);
  if (constant !== null) return Number(constant);
  if (node.kind === 'placeholder') return 'parameter';
  throw new DryRunError('syntax', { detail: 'LIMIT and OFFSET take a number of rows.' });
}

function constantOf(raw: unknown, context: ConvertContext): bigint | null {
  const inner = isBody(raw) && 'this' in raw ? raw['this'] : raw;
  if (asNode(inner) === null) return null;
  const expression = convertExpression(inner, context);
  return expression.kind === 'literal' && typeof expression.value === 'bigint' ? expression.value : null;
}
