import type { Clock } from '../evaluate/compiled.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { mapParts } from '../sql/map-parts.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, PlannedSubquery, PlanSymbol } from '../sql/tree.js';
import { mayBeEmpty } from './may-be-empty.js';
import { pushDown } from './push-down.js';
import { expressionsIn, outputsOf, referencesOf, sourcesOf } from './references.js';
import { runTimeFilter } from './run-time-filter.js';

/** The expression with the plan of each subquery in it optimized on its own. `filters`: rows must pass the expression. */
export function optimizeSubqueries(expression: Expression, clock: Clock, filters: boolean): Expression {
  const inside = mapParts(expression, (part) => optimizeSubqueries(part, clock, false));
  if (inside.kind !== 'planned_subquery') return inside;
  return { ...inside, plan: optimizedPlan(inside, clock, filters) };
}

/**
 * IN as a filter becomes a join, which may be turned round: then the outer side filters the subquery's side. Below NOT
 * and OR, and as an output, it stays a semi join, which reads its subquery whole. EXISTS needs one row.
 */
function optimizedPlan(subquery: PlannedSubquery, clock: Clock, filters: boolean): Plan {
  const { mode } = subquery.use;
  if (mode === 'in' && (filters || outerReferences(subquery.plan).length > 0)) {
    const keys = subquery.output.map((symbol): Expression => ({ kind: 'reference', symbol, span: null }));
    return pushDown(subquery.plan, [runTimeFilter('dynamic_filter', keys)], clock);
  }
  const plan = pushDown(subquery.plan, [], clock);
  const stops = mode === 'exists' && outerReferences(plan).length === 0 && plan.kind !== 'empty';
  return stops ? { kind: 'limit', source: plan, rows: 1, skips: false } : plan;
}

/** What a conjunct with a subquery may filter while the query runs, for the scans below it. */
export function runTimeFiltersOf(conjunct: Expression): readonly Expression[] {
  if (conjunct.kind === 'not') return subqueryIn(conjunct) === null ? [] : antiFilters(conjunct);
  if (conjunct.kind === 'planned_subquery') return filtersOfUse(conjunct);
  const subquery = subqueryIn(conjunct);
  if (subquery === null) return [];
  const columns = [...referencesOf(withoutPlans(conjunct))].map(reference);
  const isScalarComparison = conjunct.kind === 'comparison' || conjunct.kind === 'between';
  return [runTimeFilter(isScalarComparison ? 'scalar_subquery_filter' : 'run_time_condition', columns)];
}

/** NOT IN and NOT EXISTS keep rows without a partner: nothing below can be skipped. A scalar inside NOT still filters. */
function antiFilters(conjunct: Expression): readonly Expression[] {
  const subquery = subqueryIn(conjunct);
  if (subquery === null || subquery.use.mode !== 'scalar') return [];
  return [runTimeFilter('scalar_subquery_filter', [...referencesOf(withoutPlans(conjunct))].map(reference))];
}

function filtersOfUse(subquery: PlannedSubquery): readonly Expression[] {
  const emptiness = mayBeEmpty(subquery.plan) ? [runTimeFilter('empty_join_side', [])] : [];
  if (subquery.use.mode === 'in')
    return [runTimeFilter('dynamic_filter', [subquery.use.operand]), ...emptiness];
  if (subquery.use.mode === 'exists' && !hasScan(subquery.plan)) return [];
  if (subquery.use.mode === 'exists') {
    const keys = outerReferences(subquery.plan).map(reference);
    return [...(keys.length > 0 ? [runTimeFilter('dynamic_filter', keys)] : []), ...emptiness];
  }
  const operand = 'operand' in subquery.use ? [subquery.use.operand] : [];
  return [runTimeFilter('run_time_condition', operand), ...emptiness];
}

/** EXISTS over UNNEST or VALUES is computed row by row: there is no other side of a join. */
function hasScan(plan: Plan): boolean {
  return plan.kind === 'scan' || sourcesOf(plan).some(hasScan);
}

function reference(symbol: PlanSymbol): Expression {
  return { kind: 'reference', symbol, span: null };
}

function subqueryIn(expression: Expression): PlannedSubquery | null {
  if (expression.kind === 'planned_subquery') return expression;
  for (const part of partsOf(expression)) {
    const found = subqueryIn(part);
    if (found !== null) return found;
  }
  return null;
}

function withoutPlans(expression: Expression): Expression {
  if (expression.kind === 'planned_subquery') return { kind: 'literal', value: null };
  return mapParts(expression, withoutPlans);
}

/** Symbols that a plan reads but does not make: the columns it is correlated by. */
function outerReferences(plan: Plan): readonly PlanSymbol[] {
  const made = new Set<PlanSymbol>();
  collectMade(plan, made);
  const read = new Set(expressionsIn(plan).flatMap((expression) => [...referencesOf(expression)]));
  return [...read].filter((symbol) => !made.has(symbol));
}

function collectMade(plan: Plan, made: Set<PlanSymbol>): void {
  for (const symbol of outputsOf(plan)) made.add(symbol);
  for (const source of sourcesOf(plan)) collectMade(source, made);
  for (const expression of expressionsIn(plan)) collectMadeInside(expression, made);
}

function collectMadeInside(expression: Expression, made: Set<PlanSymbol>): void {
  if (expression.kind === 'planned_subquery') collectMade(expression.plan, made);
  for (const part of partsOf(expression)) collectMadeInside(part, made);
}
