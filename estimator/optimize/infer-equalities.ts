import { isDeterministic } from '../evaluate/is-deterministic.js';
import { formatType } from '../sql/format-type.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { hasSubquery, referencesOf } from './references.js';
import { runTimeReason } from './run-time-filter.js';
import { substitute } from './substitute.js';

/**
 * Conjuncts that follow from equalities between columns: with `a.dt = b.dt`, what is asked of `a.dt` is asked of
 * `b.dt` (Trino's EqualityInference). `known` holds already, below: it travels too, but is not asked again of its own
 * column. Only conjuncts that read one column travel.
 */
export function inferredConjuncts(
  conjuncts: readonly Expression[],
  known: readonly Expression[] = [],
): readonly Expression[] {
  const classes = equalityClasses([...conjuncts, ...known]);
  if (classes.size === 0) return [];
  return [...conjuncts, ...known].flatMap((conjunct) => {
    if (runTimeReason(conjunct) !== null || hasSubquery(conjunct) || !isDeterministic(conjunct)) return [];
    const references = referencesOf(conjunct);
    const [symbol] = references;
    const members = symbol === undefined || references.size !== 1 ? undefined : classes.get(symbol);
    if (symbol === undefined || members === undefined) return [];
    return [...members].flatMap((member) => {
      if (member === symbol || !travels(conjunct, symbol, member)) return [];
      return [substitute(conjunct, new Map([[symbol, { kind: 'reference', symbol: member, span: null }]]))];
    });
  });
}

/** Between columns of unlike types only `column = constant` travels: for anything else Trino compares a cast column. */
function travels(conjunct: Expression, from: PlanSymbol, to: PlanSymbol): boolean {
  if (from.type === null || to.type === null) return false;
  if (formatType(from.type) === formatType(to.type)) return true;
  return (
    conjunct.kind === 'comparison' &&
    conjunct.operator === '=' &&
    (conjunct.left.kind === 'literal' || conjunct.right.kind === 'literal')
  );
}

function equalityClasses(conjuncts: readonly Expression[]): ReadonlyMap<PlanSymbol, ReadonlySet<PlanSymbol>> {
  const classes = new Map<PlanSymbol, Set<PlanSymbol>>();
  for (const conjunct of conjuncts) {
    const pair = equalSymbols(conjunct);
    if (pair === null) continue;
    const merged = new Set([...(classes.get(pair[0]) ?? [pair[0]]), ...(classes.get(pair[1]) ?? [pair[1]])]);
    for (const symbol of merged) classes.set(symbol, merged);
  }
  return classes;
}

/** The two columns of `a = b`. Columns of unlike types are left alone: the comparison casts one of them. */
function equalSymbols(conjunct: Expression): readonly [PlanSymbol, PlanSymbol] | null {
  if (conjunct.kind !== 'comparison' || conjunct.operator !== '=') return null;
  const { left, right } = conjunct;
  if (left.kind !== 'reference' || right.kind !== 'reference') return null;
  if (left.symbol.type?.kind !== right.symbol.type?.kind) return null;
  return [left.symbol, right.symbol];
}
