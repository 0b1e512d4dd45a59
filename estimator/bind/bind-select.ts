import { DryRunError } from '../errors.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { firstSpan } from '../evaluate/first-span.js';
import { shapeOf } from '../evaluate/shape-of.js';
import { mapParts } from '../sql/map-parts.js';
import type { Assignment, Plan } from '../sql/plan.js';
import type { Expression, GroupBy, Identifier, PlanSymbol, Select } from '../sql/tree.js';
import { bindExpression } from './bind-expression.js';
import { bindFrom } from './bind-from.js';
import { bindOrderKey } from './bind-order-key.js';
import type { Binder } from './binder.js';
import { checkCondition } from './check-types.js';
import { commonPartitionKeys } from './common-partition-keys.js';
import { aggregateType, expressionType } from './expression-type.js';
import { isAggregate } from './is-aggregate.js';
import { outputAt } from './output-at.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import { endsWith, resolveName, type Scope, withFields } from './scope.js';
import { undeclaredTable } from './undeclared-table.js';

interface Item extends Pick<RelationField, 'name' | 'label'> {
  readonly expression: Expression;
}

/** Binds SELECT ... FROM ... WHERE ... GROUP BY ... HAVING with its ORDER BY, in the order in which SQL evaluates them. */
export function bindSelect(
  select: Select,
  orderBy: readonly Expression[],
  scope: Scope,
  binder: Binder,
): Relation {
  const source = bindFrom(select.from, scope, binder);
  const windows = new Map(select.windows.map(({ name, specification }) => [name, specification]));
  const inner: Scope = { ...withFields(scope, source), windows: new Map([...scope.windows, ...windows]) };
  const filtered = filter(source.plan, select.where, inner, binder);
  const items = bindItems(select, source, inner, binder);
  const having = select.having === null ? null : bindExpression(select.having, inner, binder);
  if (having !== null) checkCondition(having, 'HAVING');
  const orderKeys = orderBy.map((key) => bindOrderKey(key, items, inner, binder));
  const aggregation = aggregate(select.groupBy, filtered, { items, having, orderKeys }, inner, binder);
  const own = new Set([...source.fields.map(({ symbol }) => symbol), ...keysOf(aggregation.plan)]);
  const assignments = aggregation.items.map((item, index) => assign(item, index, own, binder));
  const fields = assignments.map(({ symbol }, index): RelationField => {
    const { name = null, label } = aggregation.items[index] ?? {};
    return { name, label, qualifier: [], symbol, hidden: false };
  });
  return { plan: finish(select, aggregation, assignments, binder), fields };
}

/**
 * A column that is passed on under its name stays the symbol that it is, the first time: a filter above reads below as
 * it stands, through any number of queries.
 */
function assign(item: Item, index: number, own: Set<PlanSymbol>, binder: Binder): Assignment {
  const { name, expression } = item;
  const isPassed =
    expression.kind === 'reference' &&
    expression.symbol.name.toLowerCase() === name &&
    own.delete(expression.symbol);
  const symbol = isPassed
    ? expression.symbol
    : binder.newSymbol(name ?? `_col${index}`, expressionType(expression));
  return { symbol, expression };
}

function keysOf(plan: Plan): readonly PlanSymbol[] {
  return plan.kind === 'aggregate' ? plan.keys.map(({ symbol }) => symbol) : [];
}

function filter(plan: Plan, where: Expression | null, scope: Scope, binder: Binder): Plan {
  if (where === null) return plan;
  const predicate = bindExpression(where, scope, binder);
  checkCondition(predicate, 'WHERE');
  refuseAggregates(predicate, 'WHERE');
  return { kind: 'filter', source: plan, predicate };
}

/** Throws `syntax`: rows are filtered, joined and grouped before there is anything to aggregate or to rank. */
function refuseAggregates(expression: Expression, clause: string): void {
  const isLate = expression.kind === 'call' && (expression.window !== null || isAggregate(expression));
  if (isLate) {
    const detail = `${clause} cannot hold ${expression.name}(): no group or window exists there yet.`;
    throw new DryRunError('syntax', { detail }, firstSpan(expression));
  }
  for (const part of partsOf(expression)) refuseAggregates(part, clause);
}

function bindItems(select: Select, source: Relation, scope: Scope, binder: Binder): readonly Item[] {
  return select.items.flatMap((item): readonly Item[] => {
    if (item.kind === 'star') return expandStar(item.qualifier, source, scope);
    if (item.kind === 'fields') return expandFields(bindExpression(item.expression, scope, binder));
    const expression = bindExpression(item.expression, scope, binder);
    const label = item.alias?.name ?? nameIn(item.expression) ?? undefined;
    return [{ name: label?.toLowerCase() ?? null, label, expression }];
  });
}

/**
 * The last of the names that an output consists of, such as `b` of `t.a.b`: `f(x).b` and `a[1].b` have none (Trino's
 * `StatementAnalyzer.computeAndAssignOutputScope`, read 2025-11-25).
 */
function nameIn(expression: Expression): string | null {
  return expression.kind === 'name' ? (expression.parts.at(-1)?.name ?? null) : null;
}

/** `*`, `t.*` and `database.t.*`; where no relation has that name, the fields of a row column of that name. */
function expandStar(qualifier: readonly Identifier[], source: Relation, scope: Scope): readonly Item[] {
  const fields = source.fields.filter(
    (field) => !field.hidden && endsWith(field.qualifier, qualifier.map(plainName)),
  );
  if (fields.length === 0) {
    const span = qualifier[0]?.span ?? null;
    const undeclared = undeclaredTable(source.fields);
    if (undeclared !== null) throw new DryRunError('columns_unknown', { name: '*', table: undeclared }, span);
    if (qualifier.length === 0)
      throw new DryRunError('syntax', { detail: 'there is no column for *.' }, span);
    return expandFields(resolveName({ kind: 'name', parts: qualifier, span }, scope));
  }
  return fields.map(({ name, label, symbol }) => ({
    name,
    label,
    expression: { kind: 'reference', symbol, span: null },
  }));
}

function expandFields(row: Expression): readonly Item[] {
  const type = expressionType(row);
  if (type?.kind !== 'row') {
    const span = row.kind === 'reference' || row.kind === 'field' ? row.span : null;
    throw new DryRunError('type_mismatch', { detail: 'Only a row has fields that .* can stand for.' }, span);
  }
  return type.fields.map(({ name }) => ({
    name,
    expression: { kind: 'field', base: row, name, span: null },
  }));
}

interface Outputs {
  readonly items: readonly Item[];
  readonly having: Expression | null;
  readonly orderKeys: readonly Expression[];
}

interface Aggregation extends Outputs {
  readonly plan: Plan;
}

/** Puts an aggregation below the outputs where there is GROUP BY or an aggregate function. */
function aggregate(
  groupBy: GroupBy | null,
  source: Plan,
  outputs: Outputs,
  scope: Scope,
  binder: Binder,
): Aggregation {
  const expressions = [
    ...outputs.items.map(({ expression }) => expression),
    ...(outputs.having === null ? [] : [outputs.having]),
    ...outputs.orderKeys,
  ];
  if (groupBy === null && !expressions.some(hasAggregate)) return { ...outputs, plan: source };
  // A name is that of a source column, never of an output.
  const keyOf = (key: Expression): Expression =>
    outputAt(key, outputs.items, 'GROUP BY') ?? bindExpression(key, scope, binder);
  const keys = (groupBy?.expressions ?? []).map((key): Assignment => {
    const expression = keyOf(key);
    const name = expression.kind === 'reference' ? expression.symbol.name : 'key';
    return { symbol: binder.newSymbol(name, expressionType(expression)), expression };
  });
  const everywhere = new Set((groupBy?.inEverySet ?? []).map((key) => shapeOf(keyOf(key))));
  const aggregates: Assignment[] = [];
  const keySymbols = new Map<string, PlanSymbol>();
  for (const { symbol, expression } of keys) {
    const shape = shapeOf(expression);
    if (!keySymbols.has(shape)) keySymbols.set(shape, symbol);
  }
  const rewrite = (expression: Expression): Expression =>
    rewriteOutput(expression, keySymbols, aggregates, binder);
  const rewritten = {
    items: outputs.items.map((item) => ({ ...item, expression: rewrite(item.expression) })),
    having: outputs.having === null ? null : rewrite(outputs.having),
    orderKeys: outputs.orderKeys.map(rewrite),
  };
  const outer = [...rewritten.items.map(({ expression }) => expression), ...rewritten.orderKeys];
  const ungrouped = new Set(scope.fields.map(({ symbol }) => symbol));
  for (const expression of rewritten.having === null ? outer : [...outer, rewritten.having])
    refuseUngrouped(expression, ungrouped);
  const plan: Plan = {
    kind: 'aggregate',
    source,
    keys,
    pushableKeys: new Set(
      keys.filter(({ expression }) => everywhere.has(shapeOf(expression))).map(({ symbol }) => symbol),
    ),
    global: groupBy === null || groupBy.hasEmptySet || keys.length === 0,
    aggregates,
  };
  return { ...rewritten, plan };
}

/** Throws `syntax` for a column of the rows below a group: the group has many values of it. */
function refuseUngrouped(expression: Expression, columns: ReadonlySet<PlanSymbol>): void {
  if (expression.kind === 'reference' && columns.has(expression.symbol)) {
    const detail = `${expression.symbol.name} must be in GROUP BY or inside an aggregate function.`;
    throw new DryRunError('syntax', { detail }, expression.span);
  }
  for (const part of partsOf(expression)) refuseUngrouped(part, columns);
}

function hasAggregate(expression: Expression): boolean {
  return isAggregate(expression) || partsOf(expression).some(hasAggregate);
}

/** Replaces grouping keys and aggregate calls by the symbols that the aggregation gives. */
function rewriteOutput(
  expression: Expression,
  keys: ReadonlyMap<string, PlanSymbol>,
  aggregates: Assignment[],
  binder: Binder,
): Expression {
  const key = expression.kind === 'literal' ? undefined : keys.get(shapeOf(expression));
  if (key !== undefined) return { kind: 'reference', symbol: key, span: null };
  if (isAggregate(expression)) {
    const symbol = binder.newSymbol(expression.name, aggregateType(expression));
    aggregates.push({ symbol, expression });
    return { kind: 'reference', symbol, span: null };
  }
  return mapParts(expression, (part) => rewriteOutput(part, keys, aggregates, binder));
}

function finish(
  select: Select,
  aggregation: Aggregation,
  assignments: readonly Assignment[],
  binder: Binder,
): Plan {
  const filtered: Plan =
    aggregation.having === null
      ? aggregation.plan
      : { kind: 'filter', source: aggregation.plan, predicate: aggregation.having };
  const windowed = withWindows(filtered, assignments, binder);
  const project: Plan = { kind: 'project', source: windowed.plan, assignments: windowed.assignments };
  const distinct = select.distinct ? distinctOf(project, assignments) : project;
  if (aggregation.orderKeys.length === 0) return distinct;
  const outputs = new Map(
    assignments.map(({ symbol, expression }): [string, Expression] => [
      shapeOf(expression),
      { kind: 'reference', symbol, span: null },
    ]),
  );
  const strange = select.distinct && aggregation.orderKeys.find((key) => !outputs.has(shapeOf(key)));
  if (strange) {
    const detail = 'ORDER BY of SELECT DISTINCT takes its outputs only.';
    throw new DryRunError('syntax', { detail }, firstSpan(strange));
  }
  // The keys are over the source of the projection; a key that is an output is already among its expressions.
  return {
    kind: 'sort',
    source: distinct,
    keys: aggregation.orderKeys.map((key) => outputs.get(shapeOf(key)) ?? key),
  };
}

function distinctOf(source: Plan, assignments: readonly Assignment[]): Plan {
  return {
    kind: 'aggregate',
    source,
    keys: assignments.map(({ symbol }) => ({
      symbol,
      expression: { kind: 'reference', symbol, span: null },
    })),
    pushableKeys: new Set(assignments.map(({ symbol }) => symbol)),
    global: false,
    aggregates: [],
  };
}

/** Window functions get a node of their own: a filter above may only pass it on the columns it partitions by. */
function withWindows(
  source: Plan,
  assignments: readonly Assignment[],
  binder: Binder,
): { readonly plan: Plan; readonly assignments: readonly Assignment[] } {
  const functions: Assignment[] = [];
  const rewrite = (expression: Expression): Expression => {
    if (expression.kind === 'call' && expression.window !== null) {
      const symbol = binder.newSymbol(expression.name, null);
      functions.push({ symbol, expression });
      return { kind: 'reference', symbol, span: null };
    }
    return mapParts(expression, rewrite);
  };
  const rewritten = assignments.map(({ symbol, expression }) => ({
    symbol,
    expression: rewrite(expression),
  }));
  if (functions.length === 0) return { plan: source, assignments };
  const plan: Plan = { kind: 'window', source, functions, partitionKeys: commonPartitionKeys(functions) };
  return { plan, assignments: rewritten };
}
