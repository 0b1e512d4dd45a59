import { bindQuery } from '../bind/bind-query.js';
import { createBinder } from '../bind/binder.js';
import { emptyScope } from '../bind/scope.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Clock } from '../evaluate/compiled.js';
import type { Parser } from '../sql/parse.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, Query } from '../sql/tree.js';
import { collectScans, type PlannedScan } from './collect-scans.js';
import { type Demand, demandOf } from './demand.js';
import { pruneWindows } from './prune-windows.js';
import { pushDown } from './push-down.js';
import { expressionsIn } from './references.js';

export interface PlannedQuery {
  /** After predicates were pushed down. */
  readonly plan: Plan;
  /** One for each table reference that is read, in query order. */
  readonly scans: readonly PlannedScan[];
  readonly demand: Demand;
  /** Every expression of the plan, for notes about the query. */
  readonly expressions: readonly Expression[];
}

export interface PlanningContext {
  readonly catalog: Catalog;
  /** Where unqualified names are looked up. */
  readonly database: string;
  readonly parser: Parser;
  readonly clock: Clock;
}

/** From a query to its scans: bind the names, push the predicates down, ask for the columns. */
export function planQuery(query: Query, context: PlanningContext): PlannedQuery {
  const relation = bindQuery(
    query,
    emptyScope,
    createBinder(context.catalog, context.database, context.parser),
  );
  const outputs = relation.fields.filter(({ hidden }) => !hidden).map(({ symbol }) => symbol);
  const plan = pushDown(pruneWindows(relation.plan, outputs), [], context.clock);
  const demand = demandOf(plan, outputs);
  return { plan, scans: collectScans(plan, demand), demand, expressions: expressionsIn(plan) };
}
