import type { Clock } from '../evaluate/compiled.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { foldConstants } from '../evaluate/fold-constants.js';
import { isDeterministic } from '../evaluate/is-deterministic.js';
import { conjunctsOf } from '../sql/conjuncts.js';
import type {
  Aggregate,
  Filter,
  Intersection,
  Plan,
  Project,
  SetBranch,
  Union,
  Unnest,
  Window,
} from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { columnText } from './column-text.js';
import { inferSemiJoins } from './infer-semi-join.js';
import { pushIntoJoin } from './push-into-join.js';
import { hasSubquery, outputsOf, referencesOf } from './references.js';
import { runTimeFilter, runTimeReason } from './run-time-filter.js';
import { optimizeSubqueries, runTimeFiltersOf } from './subquery-filters.js';
import { substituteConjunct } from './substitute-conjunct.js';

/**
 * Moves every conjunct as far down as Trino's optimizer does (PredicatePushDown): through projections, joins, union
 * branches, grouping keys and window partition keys; not through LIMIT. What is proven to give no row becomes
 * `empty`, and its scans are gone. `conjuncts` come from above: they hold no subquery, and no random number but in a
 * run-time filter.
 */
export function pushDown(plan: Plan, conjuncts: readonly Expression[], clock: Clock): Plan {
  const folded = simplified(conjuncts, clock);
  if (folded === 'never') return emptyOf(plan);
  switch (plan.kind) {
    case 'scan':
      // Trino's EvaluateZeroSample, for both methods.
      if (plan.sample?.percent === 0) return emptyOf(plan);
      return { ...plan, conjuncts: [...plan.conjuncts, ...folded] };
    case 'one_row':
      return filtered(
        { ...plan, inputs: plan.inputs.map((input) => optimizeSubqueries(input, clock, false)) },
        folded,
      );
    case 'empty':
      return plan;
    case 'filter':
      return pushIntoFilter(plan, folded, clock);
    case 'project':
      return pushIntoProject(plan, folded, clock);
    case 'aggregate':
      return pushIntoAggregate(plan, folded, clock);
    case 'window':
      return pushIntoWindow(plan, folded, clock);
    case 'unnest':
      return pushIntoUnnest(plan, folded, clock);
    case 'join':
      return pushIntoJoin(plan, folded, clock);
    case 'union':
      return pushIntoUnion(plan, folded, clock);
    case 'intersection':
      return pushIntoIntersection(plan, folded, clock);
    case 'pattern':
      return filtered(whole({ ...plan, source: pushDown(plan.source, [], clock) }), folded);
    case 'sort':
      return whole({ ...plan, source: pushDown(plan.source, folded, clock) });
    case 'limit':
      return filtered(whole({ ...plan, source: pushDown(plan.source, [], clock) }), folded);
  }
}

/** Conjuncts with their constants folded and duplicates gone; `never` if one of them is never true. */
export function simplified(conjuncts: readonly Expression[], clock: Clock): readonly Expression[] | 'never' {
  const kept: Expression[] = [];
  const told = new Set<string>();
  for (const conjunct of conjuncts) {
    const text = runTimeText(conjunct);
    if (text !== null && told.has(text)) continue;
    if (text !== null) told.add(text);
    for (const part of conjunctsOf(
      runTimeReason(conjunct) === null ? foldConstants(conjunct, clock) : conjunct,
    )) {
      if (part.kind === 'literal' && part.value === true) continue;
      if (part.kind === 'literal' && (part.value === false || part.value === null)) return 'never';
      kept.push(part);
    }
  }
  return kept;
}

/** Tells run-time filters of columns apart; null for other conjuncts. */
function runTimeText(conjunct: Expression): string | null {
  const reason = runTimeReason(conjunct);
  if (reason === null) return null;
  const inputs = partsOf(conjunct).map(columnText);
  return inputs.includes(null) ? null : [reason, ...inputs].join(' ');
}

/** The plan, proven to give no row. */
export function emptyOf(plan: Plan): Plan {
  return { kind: 'empty', outputs: [...outputsOf(plan)] };
}

/** A plan over nothing gives nothing, except an aggregation that always gives its row. */
function whole(plan: Plan): Plan {
  const gone =
    'source' in plan && plan.source.kind === 'empty' && !(plan.kind === 'aggregate' && plan.global);
  return gone ? emptyOf(plan) : plan;
}

/** Puts what could not be pushed above the plan; a run-time filter that stays above a plan tells its scans nothing. */
export function filtered(plan: Plan, conjuncts: readonly Expression[]): Plan {
  const terms = conjuncts.filter((conjunct) => runTimeReason(conjunct) === null);
  const [first] = terms;
  if (first === undefined || plan.kind === 'empty') return plan;
  return {
    kind: 'filter',
    source: plan,
    predicate: terms.length === 1 ? first : { kind: 'logical', operator: 'and', terms },
  };
}

/** A conjunct with a subquery stays where it is, as Trino plans it as a join there, and opens a range below. */
function pushIntoFilter(plan: Filter, incoming: readonly Expression[], clock: Clock): Plan {
  const own = simplified(conjunctsOf(plan.predicate), clock);
  if (own === 'never') return emptyOf(plan);
  const { conjuncts, inferred } = inferSemiJoins([...own, ...incoming], plan.source);
  const { moving, staying } = divide(conjuncts.slice(0, own.length), isPushable);
  const atRunTime = [...staying.flatMap(runTimeFiltersOf), ...staying.flatMap(randomFilters)];
  const above = [...moving, ...conjuncts.slice(own.length), ...inferred, ...atRunTime];
  return filtered(
    pushDown(plan.source, above, clock),
    staying.map((conjunct) => optimizeSubqueries(conjunct, clock, true)),
  );
}

/** A condition on random numbers stays where it is; where it lets no row of a batch pass, columns below stay unread. */
function randomFilters(conjunct: Expression): readonly Expression[] {
  if (isDeterministic(conjunct) || hasSubquery(conjunct)) return [];
  return [runTimeFilter('run_time_condition', [conjunct])];
}

function isPushable(conjunct: Expression): boolean {
  return runTimeReason(conjunct) !== null || (isDeterministic(conjunct) && !hasSubquery(conjunct));
}

interface Division {
  readonly moving: readonly Expression[];
  readonly staying: readonly Expression[];
}

function divide(conjuncts: readonly Expression[], moves: (conjunct: Expression) => boolean): Division {
  const moving: Expression[] = [];
  const staying: Expression[] = [];
  for (const conjunct of conjuncts) (moves(conjunct) ? moving : staying).push(conjunct);
  return { moving, staying };
}

function readsOnly(conjunct: Expression, allowed: ReadonlySet<PlanSymbol>): boolean {
  for (const symbol of referencesOf(conjunct)) if (!allowed.has(symbol)) return false;
  return true;
}

function readsNone(conjunct: Expression, excluded: ReadonlySet<PlanSymbol>): boolean {
  for (const symbol of referencesOf(conjunct)) if (excluded.has(symbol)) return false;
  return true;
}

function pushIntoProject(plan: Project, conjuncts: readonly Expression[], clock: Clock): Plan {
  const replacements = new Map(plan.assignments.map(({ symbol, expression }) => [symbol, expression]));
  const fixed = new Set(
    plan.assignments.filter(({ expression }) => !isPushable(expression)).map(({ symbol }) => symbol),
  );
  const { below, staying } = belowComputed(conjuncts, replacements, (conjunct) => readsNone(conjunct, fixed));
  const assignments = plan.assignments.map((assignment) => ({
    ...assignment,
    expression: optimizeSubqueries(assignment.expression, clock, false),
  }));
  const source = pushDown(plan.source, below, clock);
  return filtered(whole({ ...plan, source, assignments }), staying);
}

/**
 * Conjuncts as they read below computed columns, and those that stay above. Whether an engine moves one that would write
 * a computed column out twice is not known: it filters for sure above, perhaps below.
 */
function belowComputed(
  conjuncts: readonly Expression[],
  replacements: ReadonlyMap<PlanSymbol, Expression>,
  moves: (conjunct: Expression) => boolean,
): { readonly below: readonly Expression[]; readonly staying: readonly Expression[] } {
  const { moving, staying } = divide(
    conjuncts,
    (conjunct) => moves(conjunct) && !repeatsOne(conjunct, replacements),
  );
  const below = [
    ...moving,
    ...staying.filter(moves).map((conjunct) => runTimeFilter('run_time_condition', [conjunct])),
  ].map((conjunct) => substituteConjunct(conjunct, replacements));
  return { below, staying };
}

/** Trino moves a filter through a projection unless that writes a computed column out twice (PredicatePushDown). */
function repeatsOne(conjunct: Expression, replacements: ReadonlyMap<PlanSymbol, Expression>): boolean {
  if (runTimeReason(conjunct) !== null) return false;
  const seen = new Set<PlanSymbol>();
  const repeats = (expression: Expression): boolean => {
    if (expression.kind !== 'reference') return partsOf(expression).some(repeats);
    const kind = replacements.get(expression.symbol)?.kind ?? 'reference';
    if (kind === 'reference' || kind === 'literal') return false;
    if (seen.has(expression.symbol)) return true;
    seen.add(expression.symbol);
    return false;
  };
  return repeats(conjunct);
}

function pushIntoAggregate(plan: Aggregate, conjuncts: readonly Expression[], clock: Clock): Plan {
  const replacements = new Map(plan.keys.map(({ symbol, expression }) => [symbol, expression]));
  const open = plan.global ? new Set<PlanSymbol>() : plan.pushableKeys;
  const masks = maskOf(plan);
  // Without a column read, a filter on a global aggregation decides about its one row, not about the rows below.
  const { below, staying } = belowComputed(
    conjuncts,
    replacements,
    (conjunct) =>
      isDeterministic(conjunct) &&
      readsOnly(conjunct, open) &&
      (!plan.global || referencesOf(conjunct).size > 0),
  );
  const source: Plan =
    masks === null ? plan.source : { kind: 'filter', source: plan.source, predicate: masks };
  return filtered(whole({ ...plan, source: pushDown(source, below, clock) }), staying);
}

/**
 * Without grouping keys only the rows that some FILTER lets pass are needed, if every aggregate has one (Trino's
 * ImplementFilteredAggregations). Null where all rows are.
 */
function maskOf({ keys, aggregates }: Aggregate): Expression | null {
  const terms = aggregates.map(({ expression }) => (expression.kind === 'call' ? expression.filter : null));
  const masks = terms.filter((term) => term !== null);
  const [first] = masks;
  if (keys.length > 0 || first === undefined || masks.length < terms.length) return null;
  return masks.length === 1 ? first : { kind: 'logical', operator: 'or', terms: masks };
}

function pushIntoWindow(plan: Window, conjuncts: readonly Expression[], clock: Clock): Plan {
  const { moving, staying } = divide(
    conjuncts,
    (conjunct) => isDeterministic(conjunct) && readsOnly(conjunct, plan.partitionKeys),
  );
  return filtered(whole({ ...plan, source: pushDown(plan.source, moving, clock) }), staying);
}

function pushIntoUnnest(plan: Unnest, conjuncts: readonly Expression[], clock: Clock): Plan {
  const { moving, staying } = divide(conjuncts, (conjunct) => readsNone(conjunct, new Set(plan.outputs)));
  return filtered(whole({ ...plan, source: pushDown(plan.source, moving, clock) }), staying);
}

function pushIntoUnion(plan: Union, conjuncts: readonly Expression[], clock: Clock): Plan {
  const { moving, staying } = divide(conjuncts, () => true);
  const branches = pushIntoBranches(plan, moving, clock).filter((branch) => branch.plan.kind !== 'empty');
  if (branches.length === 0) return emptyOf(plan);
  return filtered({ ...plan, branches }, staying);
}

function pushIntoIntersection(plan: Intersection, conjuncts: readonly Expression[], clock: Clock): Plan {
  const { moving, staying } = divide(conjuncts, () => true);
  const branches = pushIntoBranches(plan, moving, clock);
  if (branches[0]?.plan.kind === 'empty') return emptyOf(plan);
  const gone = plan.operator === 'intersect' && branches.some((branch) => branch.plan.kind === 'empty');
  return gone ? emptyOf(plan) : filtered({ ...plan, branches }, staying);
}

function pushIntoBranches(
  plan: Union | Intersection,
  conjuncts: readonly Expression[],
  clock: Clock,
): readonly SetBranch[] {
  return plan.branches.map((branch) => {
    const replacements = new Map(
      plan.outputs.flatMap((output, index): [PlanSymbol, Expression][] => {
        const symbol = branch.symbols[index];
        return symbol === undefined ? [] : [[output, { kind: 'reference', symbol, span: null }]];
      }),
    );
    const below = conjuncts.map((conjunct) => substituteConjunct(conjunct, replacements));
    return { ...branch, plan: pushDown(branch.plan, below, clock) };
  });
}
