import type { Column, Table, View } from '../catalog/catalog.js';
import { defaultCatalog, lookUpTable } from '../catalog/look-up-table.js';
import { countOf } from '../count-of.js';
import { DryRunError } from '../errors.js';
import { bigintType } from '../evaluate/known-types.js';
import { mapParts } from '../sql/map-parts.js';
import type { Plan } from '../sql/plan.js';
import type {
  DerivedTable,
  Expression,
  FromItem,
  Identifier,
  Join,
  MatchRecognize,
  PlanSymbol,
  RelationAlias,
  TableFunction,
  TableReference,
  UnnestItem,
} from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { bindExpression } from './bind-expression.js';
import { joinRelations } from './bind-join.js';
import { bindQuery } from './bind-query.js';
import type { Binder } from './binder.js';
import { expressionType } from './expression-type.js';
import { mapScans } from './map-scans.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import { emptyScope, type Scope, type VisibleCommonTable, withFields } from './scope.js';

/** Binds a FROM clause; without one there is one row and no column. */
export function bindFrom(item: FromItem | null, scope: Scope, binder: Binder): Relation {
  if (item === null) return { plan: { kind: 'one_row', outputs: [], inputs: [], rows: 1 }, fields: [] };
  return bindItem(item, scope, binder);
}

function bindItem(item: FromItem, scope: Scope, binder: Binder): Relation {
  switch (item.kind) {
    case 'table':
      return bindTableReference(item, scope, binder);
    case 'derived':
      return bindDerived(item, scope, binder);
    case 'unnest':
      return bindUnnest(item, nothing, scope, binder);
    case 'join':
      return bindJoin(item, scope, binder);
    case 'table_function':
      return bindTableFunction(item, scope, binder);
    case 'match_recognize':
      return bindMatchRecognize(item, scope, binder);
  }
}

const nothing: Relation = { plan: { kind: 'one_row', outputs: [], inputs: [], rows: 1 }, fields: [] };

function bindTableReference(reference: TableReference, scope: Scope, binder: Binder): Relation {
  const only = reference.name.length === 1 ? reference.name[0] : undefined;
  const commonTable = only === undefined ? undefined : scope.commonTables.get(plainName(only));
  if (commonTable !== undefined) return bindCommonTable(commonTable, reference, binder);
  const parts = reference.name.map(({ name }) => name);
  const found = lookUpTable({ parts, span: reference.span }, binder.catalog, binder.database);
  if (found.kind === 'view') return bindView(found, reference, binder);
  return bindScan(found, reference, binder);
}

function bindScan(table: Table, reference: TableReference, binder: Binder): Relation {
  const { name, refusal } = table;
  if (refusal !== null) throw new DryRunError(refusal.code, { name, detail: refusal.detail }, reference.span);
  binder.countScan();
  const symbols = new Map<string, PlanSymbol>();
  const qualifier = [defaultCatalog, table.database, table.name];
  const columns = columnsInOrder(table);
  const isUndeclared = columns.length === 0;
  const field = (name: string, type: Type | null, hidden: boolean): RelationField => {
    const symbol = binder.newSymbol(name, type);
    symbols.set(name, symbol);
    return { name: name.toLowerCase(), qualifier, symbol, hidden, isUndeclared };
  };
  const fields = [
    ...columns.map(({ name, type }) => field(name, type, false)),
    ...hiddenColumns.map(({ name, type }) => field(name, type, true)),
  ];
  const plan: Plan = {
    kind: 'scan',
    table,
    span: reference.span,
    symbols,
    conjuncts: [],
    sample: reference.sample,
    timeTravel: reference.timeTravel,
    mostReads: 1,
  };
  return aliased({ plan, fields }, reference.alias);
}

function columnsInOrder({ columns, partitionKeys, columnOrder }: Table): readonly Column[] {
  const all = [...columns, ...partitionKeys];
  if (columnOrder === null) return all;
  const positions = new Map(columnOrder.map((name, position) => [name, position]));
  const positionOf = ({ name }: Column): number => positions.get(name) ?? all.length;
  return all.sort((left, right) => positionOf(left) - positionOf(right));
}

/** Columns that come from the file's name and place, not from its bytes (facts of the Trino Hive connector). */
const hiddenColumns: readonly { readonly name: string; readonly type: Type }[] = [
  { name: '$path', type: { kind: 'varchar', length: null } },
  { name: '$file_size', type: { kind: 'integer', bits: 64 } },
  { name: '$file_modified_time', type: { kind: 'timestamp', zoned: true } },
  { name: '$partition', type: { kind: 'varchar', length: null } },
  { name: '$bucket', type: { kind: 'integer', bits: 32 } },
];

/**
 * A view is its SELECT, read where the view stands: other names, CTEs and columns around it mean nothing inside, and
 * positions inside its text mean nothing to the user.
 */
function bindView(view: View, reference: TableReference, binder: Binder): Relation {
  const key = `${view.database}.${view.name}`;
  if (binder.openViews.has(key))
    throw new DryRunError('syntax', { detail: `view ${key} reads itself.` }, reference.span);
  binder.countUse();
  const query = binder.viewQuery(view, reference.span);
  const inner: Binder = {
    ...binder,
    database: view.definedIn,
    openViews: new Set([...binder.openViews, key]),
  };
  const relation = bindQuery(query, emptyScope, inner);
  const identifier = (name: string): Identifier => ({ name, quoted: true, span: null });
  const own = aliased(relation, { name: identifier(view.name), columns: view.columns.map(identifier) });
  return aliased(own, reference.alias);
}

/** Trino writes a CTE out at each use: every use reads its tables again. */
function bindCommonTable(visible: VisibleCommonTable, reference: TableReference, binder: Binder): Relation {
  const { table } = visible;
  const alias = reference.alias ?? { name: reference.name[0] ?? table.name, columns: [] };
  if (visible.self !== null) {
    visible.self.onUse();
    const fields = visible.self.fields.map((field) => ({
      ...field,
      symbol: binder.newSymbol(field.name ?? '', null),
    }));
    const outputs = fields.map(({ symbol }) => symbol);
    return aliased({ plan: { kind: 'one_row', outputs, inputs: [], rows: null }, fields }, alias);
  }
  binder.countUse();
  const relation = visible.recursive
    ? bindRecursive(visible, binder)
    : bindQuery(table.query, visible.scope, binder);
  return aliased(renamed(withoutSort(relation), table), alias);
}

/**
 * Trino plans a recursive CTE for its greatest depth beforehand (QueryPlanner.planExpand, read 2025-11-21; its default
 * `max_recursion_depth` is 10): the union of the anchor, of 10 steps, and of one more that must turn out empty. The
 * step of round n is built on those of all rounds before it, so its tables stand in the plan 1 + 2 + ... + 11 times.
 */
const deepestRecursion = 10;
const mostReadsOfAnchor = deepestRecursion + 2;
const mostReadsOfStep = ((deepestRecursion + 1) * (deepestRecursion + 2)) / 2;

function bindRecursive(visible: VisibleCommonTable, binder: Binder): Relation {
  const { table } = visible;
  const { body } = table.query;
  if (body.kind !== 'set_operation') return bindQuery(table.query, visible.scope, binder);
  const base = renamed(bindQuery(body.left, visible.scope, binder), table);
  let isUsed = false;
  const onUse = (): void => {
    isUsed = true;
  };
  const self = { fields: base.fields, onUse };
  const scope = {
    ...visible.scope,
    commonTables: new Map([...visible.scope.commonTables, [plainName(table.name), { ...visible, self }]]),
  };
  const relation = bindQuery(table.query, scope, binder);
  return isUsed ? { ...relation, plan: writtenOut(relation.plan) } : relation;
}

function writtenOut(plan: Plan): Plan {
  if (plan.kind !== 'union') return plan;
  const branches = plan.branches.map((branch, index) => {
    const times = index === 0 ? mostReadsOfAnchor : mostReadsOfStep;
    return {
      ...branch,
      plan: mapScans(branch.plan, (scan) => ({ ...scan, mostReads: scan.mostReads * times })),
    };
  });
  return { ...plan, branches };
}

function renamed(relation: Relation, table: VisibleCommonTable['table']): Relation {
  return aliased(relation, table.columns.length === 0 ? null : { name: table.name, columns: table.columns });
}

function bindDerived(item: DerivedTable, scope: Scope, binder: Binder): Relation {
  const relation = withoutSort(bindQuery(item.query, { ...scope, windows: new Map() }, binder));
  const fields = relation.fields
    .filter(({ hidden }) => !hidden)
    .map((field) => ({ ...field, qualifier: [] }));
  const { sample } = item;
  // SYSTEM over a subquery thins the splits of the one scan below it; BERNOULLI only drops rows (SplitSourceFactory).
  const thins = sample !== null && (sample.method === 'system' || sample.percent === 0);
  const plan = thins ? mapScans(relation.plan, (scan) => ({ ...scan, sample })) : relation.plan;
  return aliased({ plan, fields }, item.alias);
}

/** ORDER BY without LIMIT inside a subquery means nothing; Trino drops it, with the columns it would read. */
function withoutSort(relation: Relation): Relation {
  return relation.plan.kind === 'sort' ? { ...relation, plan: relation.plan.source } : relation;
}

function aliased(relation: Relation, alias: RelationAlias | null): Relation {
  if (alias === null) return relation;
  const visible = relation.fields.filter(({ hidden }) => !hidden);
  if (alias.columns.length > 0 && alias.columns.length !== visible.length) {
    const detail = `${alias.name.name} has ${countOf(visible.length, 'column')}, its alias names ${alias.columns.length}.`;
    throw new DryRunError('syntax', { detail }, alias.name.span);
  }
  const qualifier = [plainName(alias.name)];
  const fields = relation.fields.map((field) => {
    const renamedTo = alias.columns[visible.indexOf(field)];
    const names = renamedTo === undefined ? {} : { name: plainName(renamedTo), label: renamedTo.name };
    return { ...field, ...names, qualifier };
  });
  return { ...relation, fields };
}

function bindJoin(join: Join, scope: Scope, binder: Binder): Relation {
  const left = bindItem(join.left, scope, binder);
  if (join.right.kind === 'unnest') return bindUnnest(join.right, left, scope, binder);
  const lateral = join.right.kind === 'derived' && join.right.lateral;
  const rightScope: Scope = lateral ? { ...scope, fields: [], outer: withFields(scope, left) } : scope;
  const right = bindItem(join.right, rightScope, binder);
  return joinRelations(join, left, right, scope, binder);
}

function bindUnnest(item: UnnestItem, left: Relation, scope: Scope, binder: Binder): Relation {
  const expressions = item.expressions.map((expression) =>
    bindExpression(expression, withFields(scope, left), binder),
  );
  const columns = expressions.flatMap(unnestedColumns);
  const all = item.withOrdinality ? [...columns, { name: null, type: bigintType }] : columns;
  const fields = all.map(
    ({ name, type }, index): RelationField => ({
      name,
      qualifier: [],
      symbol: binder.newSymbol(name ?? `_unnest${index}`, type),
      hidden: false,
    }),
  );
  const outputs = fields.map(({ symbol }) => symbol);
  const named = aliasedLoosely({ plan: nothing.plan, fields }, item.alias);
  return {
    plan: { kind: 'unnest', source: left.plan, expressions, outputs },
    fields: [...left.fields, ...named.fields],
  };
}

interface UnnestedColumn {
  readonly name: string | null;
  readonly type: Type | null;
}

/**
 * Columns that one expression of UNNEST gives: one for an array, its fields for an array of rows, two for a map. Only
 * fields have names of their own.
 */
function unnestedColumns(expression: Expression): readonly UnnestedColumn[] {
  const type = expressionType(expression);
  const unnamed = (of: Type | null): UnnestedColumn => ({ name: null, type: of });
  if (type?.kind === 'map') return [type.key, type.value].map(unnamed);
  if (type?.kind === 'array' && type.element.kind === 'row') return type.element.fields;
  if (type?.kind === 'array') return [unnamed(type.element)];
  return expression.kind === 'call' && expression.name === 'map'
    ? [unnamed(null), unnamed(null)]
    : [unnamed(null)];
}

/** Where a type is not known, the alias says how many columns UNNEST gives. */
function aliasedLoosely(relation: Relation, alias: RelationAlias | null): Relation {
  const [first] = relation.fields;
  const isKnown = relation.fields.every(({ symbol }) => symbol.type !== null);
  if (alias === null || alias.columns.length === 0 || first === undefined || isKnown)
    return aliased(relation, alias);
  const fields = alias.columns.map((_, index) => relation.fields[index] ?? first);
  return aliased({ ...relation, fields }, alias);
}

const rowFunctions: ReadonlySet<string> = new Set(['sequence', 'unnest']);

function bindTableFunction(item: TableFunction, scope: Scope, binder: Binder): Relation {
  const inner = item.arguments[0];
  const name = item.name === 'table' && inner?.kind === 'call' ? inner.name : item.name;
  if (!rowFunctions.has(name))
    throw new DryRunError('unsupported_syntax', { what: `The table function ${name}` });
  const inputs = item.arguments.map((argument) => bindExpression(argument, scope, binder));
  const symbol = binder.newSymbol('sequential_number', null);
  const field: RelationField = { name: 'sequential_number', qualifier: [], symbol, hidden: false };
  return aliased(
    { plan: { kind: 'one_row', outputs: [symbol], inputs, rows: null }, fields: [field] },
    item.alias,
  );
}

function bindMatchRecognize(item: MatchRecognize, scope: Scope, binder: Binder): Relation {
  const input = bindItem(item.input, scope, binder);
  // Pattern variables qualify the input's columns: `a.x` is x in a row matched as a.
  const unqualified = (expression: Expression): Expression => stripQualifier(expression, input);
  const inner = withFields(scope, input);
  const bound = (expression: Expression): Expression =>
    bindExpression(unqualified(expression), inner, binder);
  const keys = [...item.partitionBy, ...item.orderBy, ...item.conditions].map(bound);
  const measures = item.measures.map(({ expression, alias }) => {
    const value = bound(expression);
    return { symbol: binder.newSymbol(plainName(alias), expressionType(value)), expression: value };
  });
  const partitionFields = input.fields.filter((field) =>
    keys
      .slice(0, item.partitionBy.length)
      .some((key) => key.kind === 'reference' && key.symbol === field.symbol),
  );
  const kept = item.allRows ? input.fields : partitionFields;
  const outputs = measures.map(
    ({ symbol }): RelationField => ({ name: symbol.name, qualifier: [], symbol, hidden: false }),
  );
  const plan: Plan = { kind: 'pattern', source: input.plan, keys, measures };
  return aliased({ plan, fields: [...kept, ...outputs] }, item.alias);
}

function stripQualifier(expression: Expression, input: Relation): Expression {
  if (expression.kind === 'name' && expression.parts.length === 2) {
    const qualifier = expression.parts[0]?.name.toLowerCase();
    const known = input.fields.some((field) => field.qualifier.at(-1) === qualifier);
    return known ? expression : { ...expression, parts: expression.parts.slice(1) };
  }
  return mapParts(expression, (part) => stripQualifier(part, input));
}
