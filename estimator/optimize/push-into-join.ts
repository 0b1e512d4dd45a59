import { canPass } from '../evaluate/can-pass.js';
import { compileExpression } from '../evaluate/compile-expression.js';
import type { Clock } from '../evaluate/compiled.js';
import { isDeterministic } from '../evaluate/is-deterministic.js';
import type { JoinPlan, Plan } from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { effectivePredicates } from './effective-predicates.js';
import { inferredConjuncts } from './infer-equalities.js';
import { mayBeEmpty } from './may-be-empty.js';
import { emptyOf, filtered, pushDown, simplified } from './push-down.js';
import { hasSubquery, outputsOf, referencesOf } from './references.js';
import { runTimeFilter, runTimeReason } from './run-time-filter.js';
import { optimizeSubqueries, runTimeFiltersOf } from './subquery-filters.js';

/** Pushes conjuncts into the sides of a join and lets each side filter the other where the join does so at run time. */
export function pushIntoJoin(join: JoinPlan, incoming: readonly Expression[], clock: Clock): Plan {
  if (join.type === 'right') {
    return pushIntoJoin({ ...join, type: 'left', left: join.right, right: join.left }, incoming, clock);
  }
  const strengthened = strengthen(join, incoming, clock);
  const conjuncts = simplified(strengthened.conjuncts, clock);
  if (conjuncts === 'never') return neverJoined(strengthened, incoming, clock);
  if (strengthened.type === 'full') return pushIntoFull(strengthened, incoming, clock);
  if (strengthened.type === 'left') return pushIntoLeft(strengthened, incoming, clock);
  return pushIntoInner(strengthened, incoming, clock);
}

/** A condition that is never true: an inner join gives nothing, an outer one its preserved side with NULLs. */
function neverJoined(join: JoinPlan, incoming: readonly Expression[], clock: Clock): Plan {
  if (join.type === 'full') return pushIntoFull(join, incoming, clock);
  if (join.type !== 'left') return emptyOf(join);
  return pushIntoLeft({ ...join, right: emptyOf(join.right), conjuncts: [] }, incoming, clock);
}

interface Side {
  readonly symbols: ReadonlySet<PlanSymbol>;
  readonly others: ReadonlySet<PlanSymbol>;
}

function belongsTo(conjunct: Expression, { symbols, others }: Side): boolean {
  const references = [...referencesOf(conjunct)];
  if (runTimeReason(conjunct) !== null && references.length === 0) return true;
  return references.some((symbol) => symbols.has(symbol)) && !references.some((symbol) => others.has(symbol));
}

function isMovable(conjunct: Expression): boolean {
  return runTimeReason(conjunct) !== null || (isDeterministic(conjunct) && !hasSubquery(conjunct));
}

function pushIntoInner(join: JoinPlan, incoming: readonly Expression[], clock: Clock): Plan {
  const given = [...join.conjuncts, ...incoming];
  const known = [...effectivePredicates(join.left), ...effectivePredicates(join.right)];
  const all = [...given, ...inferredConjuncts(given, known)];
  const left: Side = { symbols: outputsOf(join.left), others: outputsOf(join.right) };
  const right: Side = { symbols: left.others, others: left.symbols };
  const subqueries = given.filter(hasSubquery).flatMap(runTimeFiltersOf);
  const movable = [...all.filter(isMovable), ...subqueries];
  const toLeft = movable.filter((conjunct) => belongsTo(conjunct, left));
  const toRight = movable.filter((conjunct) => belongsTo(conjunct, right));
  const moved = new Set([...toLeft, ...toRight]);
  const staying = given.filter((conjunct) => !moved.has(conjunct));
  const dynamic = keysOf(staying, left, right);
  // Each side is pushed once, with everything: twice would double at every level of a chain of joins.
  const pushedLeft = pushDown(
    join.left,
    [...toLeft, ...dynamic.left, ...emptiness(join.right, toRight)],
    clock,
  );
  const pushedRight = pushDown(
    join.right,
    [...toRight, ...dynamic.right, ...emptiness(join.left, toLeft)],
    clock,
  );
  if (pushedLeft.kind === 'empty' || pushedRight.kind === 'empty') {
    return { kind: 'empty', outputs: [...left.symbols, ...right.symbols] };
  }
  const conjuncts = staying
    .filter((conjunct) => runTimeReason(conjunct) === null)
    .map((conjunct) => optimizeSubqueries(conjunct, clock, true));
  const type = conjuncts.length === 0 ? 'cross' : 'inner';
  return { ...join, type, left: pushedLeft, right: pushedRight, conjuncts };
}

function pushIntoLeft(join: JoinPlan, incoming: readonly Expression[], clock: Clock): Plan {
  const left: Side = { symbols: outputsOf(join.left), others: outputsOf(join.right) };
  const right: Side = { symbols: left.others, others: left.symbols };
  const movable = incoming.filter(isMovable);
  const toLeft = movable.filter((conjunct) => belongsTo(conjunct, left));
  const above = incoming.filter((conjunct) => !toLeft.includes(conjunct));
  // What is asked of the preserved side is, through the join's equalities, asked of the other: rows that fail it there
  // have no partner that passes.
  const inferred = inferredConjuncts([...join.conjuncts, ...toLeft], effectivePredicates(join.left));
  const toRight = [...join.conjuncts, ...inferred].filter(
    (conjunct) => isMovable(conjunct) && belongsTo(conjunct, right),
  );
  const conjuncts = join.conjuncts.filter((conjunct) => !toRight.includes(conjunct));
  const dynamic = keysOf(conjuncts, left, right);
  const pushedLeft = pushDown(join.left, toLeft, clock);
  if (pushedLeft.kind === 'empty') return { kind: 'empty', outputs: [...left.symbols, ...right.symbols] };
  const pushedRight = pushDown(
    join.right,
    [...toRight, ...dynamic.right, ...emptiness(join.left, toLeft)],
    clock,
  );
  const kept = conjuncts.map((conjunct) => optimizeSubqueries(conjunct, clock, true));
  return filtered({ ...join, left: pushedLeft, right: pushedRight, conjuncts: kept }, above);
}

function pushIntoFull(join: JoinPlan, incoming: readonly Expression[], clock: Clock): Plan {
  const conjuncts = join.conjuncts.map((conjunct) => optimizeSubqueries(conjunct, clock, true));
  const pushed: Plan = {
    ...join,
    left: pushDown(join.left, [], clock),
    right: pushDown(join.right, [], clock),
    conjuncts,
  };
  return filtered(pushed, incoming);
}

/** If a side that is filtered turns out empty, the other one need not be read. */
function emptiness(side: Plan, filters: readonly Expression[]): readonly Expression[] {
  return filters.length > 0 || mayBeEmpty(side) ? [runTimeFilter('empty_join_side', [])] : [];
}

/** Comparisons between the sides: each side's expression is filtered by the values of the other (dynamic filtering). */
function keysOf(
  conjuncts: readonly Expression[],
  left: Side,
  right: Side,
): { readonly left: readonly Expression[]; readonly right: readonly Expression[] } {
  const forLeft: Expression[] = [];
  const forRight: Expression[] = [];
  for (const conjunct of conjuncts) {
    if (conjunct.kind !== 'comparison') continue;
    for (const operand of [conjunct.left, conjunct.right]) {
      if (hasSubquery(operand)) continue;
      if (belongsTo(operand, left)) forLeft.push(runTimeFilter('dynamic_filter', [operand]));
      if (belongsTo(operand, right)) forRight.push(runTimeFilter('dynamic_filter', [operand]));
    }
  }
  return { left: forLeft, right: forRight };
}

/** An outer join whose added NULL rows cannot pass a filter above is a stronger join (Trino normalizes it the same way). */
function strengthen(join: JoinPlan, incoming: readonly Expression[], clock: Clock): JoinPlan {
  if (join.type !== 'left' && join.type !== 'full') return join;
  const rejects = (side: Plan): boolean => {
    const symbols = outputsOf(side);
    return incoming.some((conjunct) => rejectsNulls(conjunct, symbols, clock));
  };
  const rejectsRightNulls = rejects(join.right);
  if (join.type === 'left') return rejectsRightNulls ? { ...join, type: 'inner' } : join;
  const rejectsLeftNulls = rejects(join.left);
  if (rejectsLeftNulls && rejectsRightNulls) return { ...join, type: 'inner' };
  if (rejectsLeftNulls) return { ...join, type: 'left' };
  if (rejectsRightNulls) return { ...join, type: 'left', left: join.right, right: join.left };
  return join;
}

function rejectsNulls(conjunct: Expression, symbols: ReadonlySet<PlanSymbol>, clock: Clock): boolean {
  if (!isMovable(conjunct) || runTimeReason(conjunct) !== null) return false;
  const nulls = [...referencesOf(conjunct)].filter((symbol) => symbols.has(symbol));
  if (nulls.length === 0) return false;
  const slots = new Map(nulls.map((symbol, index) => [symbol, index]));
  const compiled = compileExpression(conjunct, { clock, slots });
  return (
    canPass(
      compiled,
      nulls.map(() => null),
    ) === 'prune'
  );
}
