import { conjunctsOf } from '../sql/conjuncts.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, PlannedSubquery, PlanSymbol } from '../sql/tree.js';
import { effectivePredicates } from './effective-predicates.js';
import { inferredConjuncts } from './infer-equalities.js';
import { referencesOf } from './references.js';

export interface SemiJoinInference {
  /** The conjuncts, their IN subqueries filtered by what is known of the column that is looked up. */
  readonly conjuncts: readonly Expression[];
  /** What the subqueries' own filters say of the columns that are looked up. */
  readonly inferred: readonly Expression[];
}

/**
 * `x IN (SELECT y ...)` makes x equal to y: filters on x are filters on y and the other way round (Trino's
 * PredicatePushDown, visitFilteringSemiJoin). `given` are all conjuncts, `source` is what they filter.
 */
export function inferSemiJoins(given: readonly Expression[], source: Plan): SemiJoinInference {
  if (given.every((conjunct) => keysOf(conjunct) === null)) return { conjuncts: given, inferred: [] };
  const inferred: Expression[] = [];
  const known = [...given, ...effectivePredicates(source)];
  const conjuncts = given.map((conjunct) => {
    const keys = keysOf(conjunct);
    if (keys === null) return conjunct;
    const { subquery, outer, inner } = keys;
    const equality: Expression = {
      kind: 'comparison',
      operator: '=',
      left: reference(outer),
      right: reference(inner),
    };
    const inside = effectivePredicates(subquery.plan);
    const all = inferredConjuncts([equality], [...known, ...inside]);
    inferred.push(...all.filter((candidate) => readsOnly(candidate, outer) && !known.includes(candidate)));
    const filters = all.filter((candidate) => readsOnly(candidate, inner));
    return filters.length === 0 ? conjunct : { ...subquery, plan: filteredBy(subquery.plan, filters) };
  });
  return { conjuncts, inferred };
}

function keysOf(
  conjunct: Expression,
): { readonly subquery: PlannedSubquery; readonly outer: PlanSymbol; readonly inner: PlanSymbol } | null {
  if (conjunct.kind !== 'planned_subquery' || conjunct.use.mode !== 'in') return null;
  const { operand } = conjunct.use;
  const [inner, ...others] = conjunct.output;
  if (operand.kind !== 'reference' || inner === undefined || others.length > 0) return null;
  return { subquery: conjunct, outer: operand.symbol, inner };
}

function reference(symbol: PlanSymbol): Expression {
  return { kind: 'reference', symbol, span: null };
}

function readsOnly(conjunct: Expression, symbol: PlanSymbol): boolean {
  return [...referencesOf(conjunct)].every((read) => read === symbol);
}

function filteredBy(source: Plan, filters: readonly Expression[]): Plan {
  const terms = filters.flatMap(conjunctsOf);
  const [only] = terms;
  if (only === undefined) return source;
  return {
    kind: 'filter',
    source,
    predicate: terms.length === 1 ? only : { kind: 'logical', operator: 'and', terms },
  };
}
