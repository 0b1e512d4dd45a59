import { partsOf } from '../evaluate/expression-parts.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';

/** Every symbol that an expression reads, also inside the plans of its subqueries (correlated ones and their own). */
export function referencesOf(expression: Expression): ReadonlySet<PlanSymbol> {
  const known = knownReferences.get(expression);
  if (known !== undefined) return known;
  const found = new Set<PlanSymbol>();
  collect(expression, found);
  knownReferences.set(expression, found);
  return found;
}

/** Computed once for an expression, as expressions are never changed. */
const knownReferences = new WeakMap<Expression, ReadonlySet<PlanSymbol>>();

function collect(expression: Expression, found: Set<PlanSymbol>): void {
  if (expression.kind === 'reference') found.add(expression.symbol);
  if (expression.kind === 'planned_subquery') {
    for (const part of expressionsIn(expression.plan)) collect(part, found);
  }
  for (const part of partsOf(expression)) collect(part, found);
}

/** Every expression of a plan, top down. */
export function expressionsIn(plan: Plan): readonly Expression[] {
  const found: Expression[] = [];
  gather(plan, found);
  return found;
}

function gather(plan: Plan, found: Expression[]): void {
  for (const expression of ownExpressions(plan)) found.push(expression);
  for (const source of sourcesOf(plan)) gather(source, found);
}

export function ownExpressions(plan: Plan): readonly Expression[] {
  switch (plan.kind) {
    case 'scan':
    case 'join':
      return plan.conjuncts;
    case 'one_row':
      return plan.inputs;
    case 'filter':
      return [plan.predicate];
    case 'project':
      return plan.assignments.map(({ expression }) => expression);
    case 'aggregate':
      return [...plan.keys, ...plan.aggregates].map(({ expression }) => expression);
    case 'window':
      return plan.functions.map(({ expression }) => expression);
    case 'sort':
      return plan.keys;
    case 'unnest':
      return plan.expressions;
    case 'pattern':
      return [...plan.keys, ...plan.measures.map(({ expression }) => expression)];
    case 'empty':
    case 'union':
    case 'intersection':
    case 'limit':
      return [];
  }
}

export function sourcesOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'scan':
    case 'one_row':
    case 'empty':
      return [];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'limit':
    case 'sort':
    case 'unnest':
    case 'pattern':
      return [plan.source];
    case 'join':
      return [plan.left, plan.right];
    case 'union':
    case 'intersection':
      return plan.branches.map((branch) => branch.plan);
  }
}

const knownOutputs = new WeakMap<Plan, ReadonlySet<PlanSymbol>>();

/** Symbols that a plan gives to whatever stands above it; computed once for a plan, as plans are never changed. */
export function outputsOf(plan: Plan): ReadonlySet<PlanSymbol> {
  const known = knownOutputs.get(plan);
  if (known !== undefined) return known;
  const outputs = computedOutputs(plan);
  knownOutputs.set(plan, outputs);
  return outputs;
}

function computedOutputs(plan: Plan): ReadonlySet<PlanSymbol> {
  switch (plan.kind) {
    case 'scan':
      return new Set(plan.symbols.values());
    case 'one_row':
    case 'empty':
    case 'union':
    case 'intersection':
      return new Set(plan.outputs);
    case 'filter':
    case 'limit':
    case 'sort':
      return outputsOf(plan.source);
    case 'project':
      return new Set(plan.assignments.map(({ symbol }) => symbol));
    case 'aggregate':
      return new Set([...plan.keys, ...plan.aggregates].map(({ symbol }) => symbol));
    case 'window':
      return new Set([...outputsOf(plan.source), ...plan.functions.map(({ symbol }) => symbol)]);
    case 'unnest':
      return new Set([...outputsOf(plan.source), ...plan.outputs]);
    case 'pattern':
      return new Set([...outputsOf(plan.source), ...plan.measures.map(({ symbol }) => symbol)]);
    case 'join':
      return new Set([...outputsOf(plan.left), ...outputsOf(plan.right)]);
  }
}

export function hasSubquery(expression: Expression): boolean {
  return expression.kind === 'planned_subquery' || partsOf(expression).some(hasSubquery);
}
