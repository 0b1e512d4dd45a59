import { mapParts } from '../sql/map-parts.js';
import type { Plan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';

/** The plan with every part of it changed, the lowest first, also those in the subqueries of its expressions. */
export function mapPlan(plan: Plan, change: (part: Plan) => Plan): Plan {
  return change(withParts(plan, (source) => mapPlan(source, change)));
}

function withParts(plan: Plan, inside: (source: Plan) => Plan): Plan {
  const within = (expression: Expression): Expression => {
    const mapped = mapParts(expression, within);
    return mapped.kind === 'planned_subquery' ? { ...mapped, plan: inside(mapped.plan) } : mapped;
  };
  const assigned = <Item extends { readonly expression: Expression }>(
    items: readonly Item[],
  ): readonly Item[] => items.map((item) => ({ ...item, expression: within(item.expression) }));
  switch (plan.kind) {
    case 'scan':
      return { ...plan, conjuncts: plan.conjuncts.map(within) };
    case 'filter':
      return { ...plan, source: inside(plan.source), predicate: within(plan.predicate) };
    case 'project':
      return { ...plan, source: inside(plan.source), assignments: assigned(plan.assignments) };
    case 'aggregate':
      return {
        ...plan,
        source: inside(plan.source),
        keys: assigned(plan.keys),
        aggregates: assigned(plan.aggregates),
      };
    case 'window':
      return { ...plan, source: inside(plan.source), functions: assigned(plan.functions) };
    case 'sort':
      return { ...plan, source: inside(plan.source), keys: plan.keys.map(within) };
    case 'unnest':
      return { ...plan, source: inside(plan.source), expressions: plan.expressions.map(within) };
    case 'pattern':
      return {
        ...plan,
        source: inside(plan.source),
        keys: plan.keys.map(within),
        measures: assigned(plan.measures),
      };
    case 'limit':
      return { ...plan, source: inside(plan.source) };
    case 'join':
      return {
        ...plan,
        left: inside(plan.left),
        right: inside(plan.right),
        conjuncts: plan.conjuncts.map(within),
      };
    case 'union':
    case 'intersection':
      return {
        ...plan,
        branches: plan.branches.map((branch) => ({ ...branch, plan: inside(branch.plan) })),
      };
    case 'one_row':
      return { ...plan, inputs: plan.inputs.map(within) };
    case 'empty':
      return plan;
  }
}
