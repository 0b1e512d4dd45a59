import { isDeterministic } from '../evaluate/is-deterministic.js';
import { shapeOf } from '../evaluate/shape-of.js';
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
  const given = [...conjuncts, ...known];
  const classes = equalityClasses(given);
  if (classes.size === 0) return [];
  const movable = given.flatMap((conjunct) => onOneColumn(conjunct) ?? []);
  // A filter is inferred once for a column: without this, chains of joins would infer the same ones from each other.
  const present = new Set(movable.map(({ symbol, shape }) => `${symbol.id} ${shape}`));
  const done = new Map<ReadonlySet<PlanSymbol>, Set<string>>();
  return movable.flatMap(({ conjunct, symbol, shape }): Expression[] => {
    const members = classes.get(symbol);
    if (members === undefined) return [];
    const shapes = done.get(members) ?? new Set<string>();
    const kind = `${shape} ${typeText(symbol)}`;
    if (shapes.has(kind)) return [];
    done.set(members, shapes.add(kind));
    return [...members].flatMap((member) => {
      if (present.has(`${member.id} ${shape}`) || !travels(conjunct, symbol, member)) return [];
      present.add(`${member.id} ${shape}`);
      return [substitute(conjunct, new Map([[symbol, { kind: 'reference', symbol: member, span: null }]]))];
    });
  });
}

function typeText({ type }: PlanSymbol): string {
  return type === null ? '' : formatType(type);
}

interface ColumnConjunct {
  readonly conjunct: Expression;
  readonly symbol: PlanSymbol;
  /** The conjunct as text, with its column left out. */
  readonly shape: string;
}

/** Expressions are never changed, and each join of a chain asks for those of all joins below it. */
const found = new WeakMap<Expression, ColumnConjunct | null>();

function onOneColumn(conjunct: Expression): ColumnConjunct | null {
  const known = found.get(conjunct);
  if (known !== undefined) return known;
  const own = readOneColumn(conjunct);
  found.set(conjunct, own);
  return own;
}

function readOneColumn(conjunct: Expression): ColumnConjunct | null {
  if (runTimeReason(conjunct) !== null || hasSubquery(conjunct) || !isDeterministic(conjunct)) return null;
  const references = referencesOf(conjunct);
  const [symbol] = references;
  if (symbol === undefined || references.size !== 1) return null;
  const shape = shapeOf(conjunct, () => 'column');
  return { conjunct, symbol, shape };
}

/** Between columns of unlike types only `column = constant` travels: for anything else Trino compares a cast column. */
function travels(conjunct: Expression, from: PlanSymbol, to: PlanSymbol): boolean {
  if (from.type === null || to.type === null) return false;
  if (typeText(from) === typeText(to)) return true;
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
    const [first, second] = pair.map((symbol) => classes.get(symbol) ?? new Set([symbol]));
    if (first === undefined || second === undefined) continue;
    // The smaller class joins the larger one: else long chains of joins copy theirs at every step.
    const [larger, smaller] = first.size >= second.size ? [first, second] : [second, first];
    for (const symbol of [...pair, ...smaller]) classes.set(symbol, larger.add(symbol));
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
