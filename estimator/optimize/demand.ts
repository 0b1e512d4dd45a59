import { partsOf } from '../evaluate/expression-parts.js';
import { fieldPath } from '../sql/leaf-path.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';

/**
 * Which symbols are needed, and of a struct which fields: `''` is the whole column, `a.b` one field. An output that
 * nobody uses asks for nothing.
 */
export type Demand = ReadonlyMap<PlanSymbol, ReadonlySet<string>>;

type Needs = Map<PlanSymbol, Set<string>>;

/** Walks a plan from the top: what stands above asks the relation below for symbols. */
export function demandOf(plan: Plan, outputs: readonly PlanSymbol[]): Demand {
  const needs: Needs = new Map();
  for (const symbol of outputs) need(symbol, '', needs);
  visit(plan, needs);
  return needs;
}

/** What one expression reads. */
export function demandOfExpression(expression: Expression): Demand {
  const needs: Needs = new Map();
  ask(expression, needs);
  return needs;
}

function need(symbol: PlanSymbol, path: string, needs: Needs): void {
  const paths = needs.get(symbol);
  if (paths === undefined) needs.set(symbol, new Set([path]));
  else paths.add(path);
}

function visit(plan: Plan, needs: Needs): void {
  switch (plan.kind) {
    case 'scan':
      needAll(plan.conjuncts, needs);
      return;
    case 'one_row':
      needAll(plan.inputs, needs);
      return;
    case 'empty':
      return;
    case 'filter':
      ask(plan.predicate, needs);
      break;
    case 'project':
      for (const { symbol, expression } of plan.assignments) askFor(symbol, expression, needs);
      break;
    case 'aggregate':
      needAll(
        plan.keys.map(({ expression }) => expression),
        needs,
      );
      for (const { symbol, expression } of plan.aggregates) if (needs.has(symbol)) ask(expression, needs);
      break;
    case 'window':
      for (const { symbol, expression } of plan.functions) if (needs.has(symbol)) ask(expression, needs);
      break;
    case 'sort':
      needAll(plan.keys, needs);
      break;
    case 'unnest':
      needAll(plan.expressions, needs);
      break;
    case 'pattern':
      needAll(plan.keys, needs);
      for (const { symbol, expression } of plan.measures) if (needs.has(symbol)) ask(expression, needs);
      break;
    case 'limit':
      break;
    case 'join':
      needAll(plan.conjuncts, needs);
      visit(plan.left, needs);
      visit(plan.right, needs);
      return;
    case 'union':
    case 'intersection':
      visitBranches(plan, needs);
      return;
  }
  visit(plan.source, needs);
}

/** UNION ALL passes single columns on; where whole rows are compared, every column is needed. */
function visitBranches(plan: Extract<Plan, { kind: 'union' | 'intersection' }>, needs: Needs): void {
  const everything = plan.kind === 'intersection' || plan.distinct;
  for (const branch of plan.branches) {
    plan.outputs.forEach((output, index) => {
      const symbol = branch.symbols[index];
      if (symbol === undefined) return;
      if (everything) need(symbol, '', needs);
      else for (const path of needs.get(output) ?? []) need(symbol, path, needs);
    });
    visit(branch.plan, needs);
  }
}

function needAll(expressions: readonly Expression[], needs: Needs): void {
  for (const expression of expressions) ask(expression, needs);
}

/** A demanded output that is a column, or a field of one, hands on just the fields that are demanded of it. */
function askFor(symbol: PlanSymbol, expression: Expression, needs: Needs): void {
  const paths = needs.get(symbol);
  if (paths === undefined) return;
  const base = columnPath(expression);
  if (base === null) {
    ask(expression, needs);
    return;
  }
  for (const path of paths) need(base.symbol, joined(base.path, path), needs);
}

function ask(expression: Expression, needs: Needs): void {
  const column = columnPath(expression);
  if (column !== null) {
    need(column.symbol, column.path, needs);
    return;
  }
  if (expression.kind === 'planned_subquery') {
    if (expression.use.mode !== 'exists') for (const symbol of expression.output) need(symbol, '', needs);
    visit(expression.plan, needs);
  }
  for (const part of partsOf(expression)) ask(part, needs);
}

interface ColumnPath {
  readonly symbol: PlanSymbol;
  readonly path: string;
}

/** `a` or `a.b.c` as column and path; null for anything else. */
function columnPath(expression: Expression): ColumnPath | null {
  if (expression.kind === 'reference') return { symbol: expression.symbol, path: '' };
  if (expression.kind !== 'field') return null;
  const base = columnPath(expression.base);
  return base === null ? null : { symbol: base.symbol, path: fieldPath(base.path, expression.name) };
}

function joined(first: string, second: string): string {
  return first === '' || second === '' ? first + second : `${first}.${second}`;
}
