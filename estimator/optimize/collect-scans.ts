import { partsOf } from '../evaluate/expression-parts.js';
import type { Limit, Plan, Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import type { Demand } from './demand.js';
import { isOneRow } from './is-one-row.js';
import { ownExpressions } from './references.js';

/** One scan of the plan with what may stop it early. */
export interface PlannedScan {
  readonly scan: Scan;
  /** The LIMIT that may end this scan before its end: rows, `unknown` if not constant; null: it is read to its end. */
  readonly limit: number | 'unknown' | null;
  /** True if every row of the scan is a row of the limited result: nothing filters, joins or groups between. */
  readonly limitIsDirect: boolean;
}

interface Found {
  readonly scans: PlannedScan[];
  readonly demand: Demand;
}

interface Reach {
  readonly limit: number | 'unknown' | null;
  readonly direct: boolean;
}

const unlimited: Reach = { limit: null, direct: false };

/**
 * Every scan of a plan and of the subqueries in it, in the order of the query's text. A subquery in an output that
 * nobody demands is not run, except a scalar one that may fail for having several rows.
 */
export function collectScans(plan: Plan, demand: Demand): readonly PlannedScan[] {
  const found: Found = { scans: [], demand };
  visit(plan, unlimited, found);
  return found.scans
    .map((planned, index) => ({ planned, index }))
    .sort(
      (left, right) =>
        left.planned.scan.span.start - right.planned.scan.span.start || left.index - right.index,
    )
    .map(({ planned }) => planned);
}

function visit(plan: Plan, reach: Reach, found: Found): void {
  const unused = unusedOutputs(plan, found.demand);
  for (const expression of ownExpressions(plan)) {
    if (!unused.has(expression)) visitExpression(expression, found);
    else visitUnused(expression, found);
  }
  switch (plan.kind) {
    case 'scan':
      found.scans.push({
        scan: plan,
        limit: reach.limit,
        limitIsDirect: reach.direct && plan.conjuncts.length === 0,
      });
      return;
    case 'one_row':
    case 'empty':
      return;
    case 'limit':
      visit(plan.source, reachBelow(plan, reach), found);
      return;
    case 'project':
      visit(plan.source, reach, found);
      return;
    case 'filter':
    case 'unnest':
      visit(plan.source, { ...reach, direct: false }, found);
      return;
    case 'aggregate':
      // DISTINCT with LIMIT stops when enough different rows are found; any other aggregation reads all.
      visit(
        plan.source,
        plan.aggregates.length === 0 && !plan.global ? { ...reach, direct: false } : unlimited,
        found,
      );
      return;
    case 'window':
    case 'sort':
    case 'pattern':
      visit(plan.source, unlimited, found);
      return;
    case 'join':
      visit(plan.left, { ...reach, direct: false }, found);
      visit(plan.right, { ...reach, direct: false }, found);
      return;
    case 'union':
      for (const branch of plan.branches) visit(branch.plan, { ...reach, direct: false }, found);
      return;
    case 'intersection':
      for (const branch of plan.branches) visit(branch.plan, unlimited, found);
      return;
  }
}

/** OFFSET alone ends nothing; with a LIMIT somewhere above, that many rows more are read. */
function reachBelow({ rows }: Limit, above: Reach): Reach {
  if (rows !== 'all') return { limit: rows, direct: true };
  return above.limit === null ? unlimited : { limit: 'unknown', direct: false };
}

function visitExpression(expression: Expression, found: Found): void {
  if (expression.kind === 'planned_subquery') visit(expression.plan, unlimited, found);
  for (const part of partsOf(expression)) visitExpression(part, found);
}

/** Expressions of outputs that nobody asks for. */
function unusedOutputs(plan: Plan, demand: Demand): ReadonlySet<Expression> {
  const outputs =
    plan.kind === 'project' ? plan.assignments : plan.kind === 'aggregate' ? plan.aggregates : [];
  return new Set(outputs.filter(({ symbol }) => !demand.has(symbol)).map(({ expression }) => expression));
}

/** Trino drops IN, EXISTS and one-row subqueries; it keeps the check that a scalar subquery gives one row. */
function visitUnused(expression: Expression, found: Found): void {
  const isScalar = expression.kind === 'planned_subquery' && expression.use.mode === 'scalar';
  if (isScalar && !isOneRow(expression.plan)) visit(expression.plan, unlimited, found);
  for (const part of partsOf(expression)) visitUnused(part, found);
}
