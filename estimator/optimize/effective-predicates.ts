import { isDeterministic } from '../evaluate/is-deterministic.js';
import { conjunctsOf } from '../sql/conjuncts.js';
import type { OneRow, Plan, Project } from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { hasSubquery, outputsOf, referencesOf } from './references.js';
import { runTimeReason } from './run-time-filter.js';
import { substitute } from './substitute.js';

/**
 * What is known of every row that a plan gives, as conjuncts over its outputs (Trino's EffectivePredicateExtractor):
 * the filters inside a derived table, the constants of a projection, the values of VALUES. A join passes them on to its
 * other side where its equalities allow.
 */
export function effectivePredicates(plan: Plan): readonly Expression[] {
  const known = found.get(plan);
  if (known !== undefined) return known;
  const predicates = predicatesOf(plan).filter(isKnown);
  found.set(plan, predicates);
  return predicates;
}

/** Plans are never changed, and joins ask for the same side more than once. */
const found = new WeakMap<Plan, readonly Expression[]>();

function isKnown(conjunct: Expression): boolean {
  return runTimeReason(conjunct) === null && isDeterministic(conjunct) && !hasSubquery(conjunct);
}

function predicatesOf(plan: Plan): readonly Expression[] {
  switch (plan.kind) {
    case 'scan':
      return plan.conjuncts;
    case 'filter':
      return [...conjunctsOf(plan.predicate), ...effectivePredicates(plan.source)];
    case 'project':
      return throughProject(plan);
    case 'aggregate': {
      if (plan.global) return [];
      const keys = plan.keys.filter(({ symbol }) => plan.pushableKeys.has(symbol));
      return throughProject({ kind: 'project', source: plan.source, assignments: keys });
    }
    case 'window':
    case 'sort':
    case 'limit':
    case 'unnest':
      return effectivePredicates(plan.source);
    case 'join':
      if (plan.type === 'left') return effectivePredicates(plan.left);
      if (plan.type === 'right') return effectivePredicates(plan.right);
      if (plan.type === 'full') return [];
      return [...plan.conjuncts, ...effectivePredicates(plan.left), ...effectivePredicates(plan.right)];
    case 'one_row':
      return valuesOf(plan);
    case 'pattern':
    case 'union':
    case 'intersection':
    case 'empty':
      return [];
  }
}

/** A predicate is seen through a projection where all its columns are passed on as they are. */
function throughProject({ source, assignments }: Project): readonly Expression[] {
  const passed = new Map<PlanSymbol, Expression>();
  const constants: Expression[] = [];
  for (const { symbol, expression } of assignments) {
    const output: Expression = { kind: 'reference', symbol, span: null };
    if (expression.kind === 'reference') passed.set(expression.symbol, output);
    if (expression.kind === 'literal' && expression.value !== null)
      constants.push({ kind: 'comparison', operator: '=', left: output, right: expression });
  }
  const seen = effectivePredicates(source).filter((conjunct) =>
    [...referencesOf(conjunct)].every((symbol) => passed.has(symbol)),
  );
  return [...constants, ...seen.map((conjunct) => substitute(conjunct, passed))];
}

/** More values than this are no list worth handing on (Trino compacts a domain above 32 values to its range). */
const mostValues = 32;

function valuesOf(plan: OneRow): readonly Expression[] {
  const { outputs, inputs, rows } = plan;
  if (rows === null || rows === 0 || rows > mostValues || inputs.length !== rows * outputs.length) return [];
  return [...outputsOf(plan)].flatMap((symbol, column): Expression[] => {
    const items = inputs.filter((_, index) => index % outputs.length === column);
    if (!items.every((item) => item.kind === 'literal' && item.value !== null)) return [];
    return [{ kind: 'in_list', operand: { kind: 'reference', symbol, span: null }, items }];
  });
}
