import { countOf } from '../count-of.js';
import { DryRunError } from '../errors.js';
import { type CommonType, commonType } from '../evaluate/common-type.js';
import { isNullType, nullType } from '../evaluate/known-types.js';
import { formatType } from '../sql/format-type.js';
import type { Limit, OneRow, Plan, SetBranch } from '../sql/plan.js';
import type { CommonTable, Expression, Query, SetOperation, Values } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { bindExpression } from './bind-expression.js';
import { bindSelect } from './bind-select.js';
import type { Binder } from './binder.js';
import { checkComparable } from './check-types.js';
import { expressionType } from './expression-type.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import type { Scope, VisibleCommonTable } from './scope.js';

/** Binds a query with its WITH, ORDER BY and LIMIT. `scope` is what surrounds it: CTEs and outer columns. */
export function bindQuery(query: Query, scope: Scope, binder: Binder): Relation {
  refuseMany(query.with);
  refuseTwins(query.with);
  const inner = query.with.reduce((visible, table) => declare(table, query.recursive, visible), scope);
  const relation = bindBody(query, inner, binder);
  return limited(query, relation);
}

/** Each sees all before it, so that many take long; no real query has so many. */
const mostCommonTables = 1000;

function refuseMany({ length }: readonly CommonTable[]): void {
  if (length <= mostCommonTables) return;
  const limit = `${mostCommonTables.toLocaleString('en-US')} tables`;
  throw new DryRunError('limit_exceeded', { what: `WITH of ${countOf(length, 'table')}`, limit });
}

function refuseTwins(tables: readonly CommonTable[]): void {
  const seen = new Set<string>();
  for (const { name } of tables) {
    if (seen.has(plainName(name))) {
      const detail = `WITH names ${name.name} twice.`;
      throw new DryRunError('syntax', { detail }, name.span);
    }
    seen.add(plainName(name));
  }
}

function declare(table: CommonTable, recursive: boolean, scope: Scope): Scope {
  const name = plainName(table.name);
  const visible: VisibleCommonTable = { table, scope, self: null, recursive };
  return { ...scope, commonTables: new Map([...scope.commonTables, [name, visible]]) };
}

function bindBody(query: Query, scope: Scope, binder: Binder): Relation {
  const { body } = query;
  if (body.kind === 'select') return bindSelect(body, query.orderBy, scope, binder);
  const relation = bindSimpleBody(body, scope, binder);
  if (query.orderBy.length === 0) return relation;
  const keys = query.orderBy.map((key) => bindSetOrder(key, relation, scope, binder));
  return { ...relation, plan: { kind: 'sort', source: relation.plan, keys } };
}

function bindSimpleBody(
  body: Exclude<Query['body'], { kind: 'select' }>,
  scope: Scope,
  binder: Binder,
): Relation {
  if (body.kind === 'nested') return bindQuery(body.query, scope, binder);
  if (body.kind === 'values') return bindValues(body, scope, binder);
  return bindSetOperation(body, scope, binder);
}

/** ORDER BY over VALUES or a set operation names its output columns. */
function bindSetOrder(key: Expression, relation: Relation, scope: Scope, binder: Binder): Expression {
  if (key.kind === 'literal' && typeof key.value === 'bigint') {
    const field = relation.fields[Number(key.value) - 1];
    if (field === undefined)
      throw new DryRunError('syntax', { detail: `ORDER BY: there is no output column ${key.value}.` });
    return { kind: 'reference', symbol: field.symbol, span: null };
  }
  const fields = relation.fields.map((field) => ({ ...field, qualifier: [] }));
  return bindExpression(key, { ...scope, fields }, binder);
}

function limited(query: Query, relation: Relation): Relation {
  const { limit, offset } = query;
  if (limit === null && offset === 0) return relation;
  const plan: Plan =
    limit === 0
      ? { kind: 'empty', outputs: relation.fields.map(({ symbol }) => symbol) }
      : { kind: 'limit', source: relation.plan, rows: rowsRead(limit, offset), skips: offset !== 0 };
  return { ...relation, plan };
}

/** OFFSET alone reads everything, but nothing above it may filter the rows below: that would skip others. */
function rowsRead(limit: Query['limit'], offset: Query['offset']): Limit['rows'] {
  if (limit === null) return 'all';
  return limit === 'parameter' || offset === 'parameter' ? 'unknown' : limit + offset;
}

function bindValues(values: Values, scope: Scope, binder: Binder): Relation {
  const rows = values.rows.map((row) => row.map((cell) => bindExpression(cell, scope, binder)));
  const ragged = rows.find((row) => row.length !== rows[0]?.length);
  if (ragged !== undefined) {
    const detail = `the rows of VALUES have ${rows[0]?.length} and ${ragged.length} columns.`;
    throw new DryRunError('syntax', { detail });
  }
  const fields = (rows[0] ?? []).map((_, index): RelationField => {
    const type = sharedType(rows.map((row) => row[index]));
    return { name: null, qualifier: [], symbol: binder.newSymbol('', type), hidden: false };
  });
  const plan: OneRow = {
    kind: 'one_row',
    outputs: fields.map(({ symbol }) => symbol),
    inputs: rows.flat(),
    rows: rows.length,
  };
  return { plan, fields };
}

function commonPlainType(left: Type | null, right: Type | null): Type | null {
  const common = commonType(left, right);
  return common === 'incompatible' ? null : common;
}

function sharedType(cells: readonly (Expression | undefined)[]): Type | null {
  const types = new Set<string>();
  let shared: CommonType = nullType;
  for (const cell of cells) {
    const type = cell === undefined ? null : expressionType(cell);
    if (type === null) return null;
    // Long lists have few types: each kind is combined once.
    const printed = formatType(type);
    if (types.has(printed)) continue;
    types.add(printed);
    shared = shared === 'incompatible' ? shared : commonType(shared, type);
  }
  return shared === 'incompatible' || isNullType(shared) ? null : shared;
}

/** A chain of UNION ALL is bound without recursion, however long. */
function bindSetOperation(operation: SetOperation, scope: Scope, binder: Binder): Relation {
  const chain: SetOperation[] = [];
  let left: Query = {
    with: [],
    recursive: false,
    body: operation,
    orderBy: [],
    limit: null,
    offset: 0,
  };
  while (
    left.body.kind === 'set_operation' &&
    left.with.length === 0 &&
    left.limit === null &&
    left.orderBy.length === 0
  ) {
    chain.push(left.body);
    left = left.body.left;
  }
  return chain
    .reverse()
    .reduce(
      (relation, step) => combine(step, relation, bindQuery(step.right, scope, binder), binder),
      bindQuery(left, scope, binder),
    );
}

function combine(operation: SetOperation, left: Relation, right: Relation, binder: Binder): Relation {
  const leftFields = left.fields.filter(({ hidden }) => !hidden);
  const rightFields = right.fields.filter(({ hidden }) => !hidden);
  if (leftFields.length !== rightFields.length) {
    const detail = `the sides of ${operation.operator.toUpperCase()} have ${leftFields.length} and ${rightFields.length} columns.`;
    throw new DryRunError('syntax', { detail });
  }
  const fields = leftFields.map((field, index): RelationField => {
    const other = rightFields[index]?.symbol.type ?? null;
    const what = `Column ${index + 1} of ${operation.operator.toUpperCase()}`;
    checkComparable(field.symbol.type, other, what, null);
    const symbol = binder.newSymbol(field.name ?? '', commonPlainType(field.symbol.type, other));
    return { name: field.name, label: field.label, qualifier: [], symbol, hidden: false };
  });
  const outputs = fields.map(({ symbol }) => symbol);
  const branches: SetBranch[] = [
    { plan: left.plan, symbols: leftFields.map(({ symbol }) => symbol) },
    { plan: right.plan, symbols: rightFields.map(({ symbol }) => symbol) },
  ];
  const plan: Plan =
    operation.operator === 'union'
      ? { kind: 'union', outputs, branches, distinct: !operation.all }
      : { kind: 'intersection', operator: operation.operator, outputs, branches };
  return { plan, fields };
}
