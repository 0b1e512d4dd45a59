import { bindQuery } from '../bind/bind-query.js';
import { createBinder } from '../bind/binder.js';
import type { RelationField } from '../bind/relation.js';
import { emptyScope } from '../bind/scope.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Clock } from '../evaluate/compiled.js';
import type { Parser } from '../sql/parse.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, Query } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
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
  /** Columns of the result, in their order. */
  readonly outputs: readonly PlannedOutput[];
  /** Every expression of the plan, for notes about the query. */
  readonly expressions: readonly Expression[];
}

export interface PlannedOutput {
  /** Lower case; null for an expression without a name. */
  readonly name: string | null;
  /** What heads the column: the name as the query spells it, else one that Athena makes. */
  readonly label: string;
  /** Null where it is not known here. */
  readonly type: Type | null;
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
  const fields = relation.fields.filter(({ hidden }) => !hidden);
  const shown = fields.map(({ symbol }) => symbol);
  const plan = pushDown(pruneWindows(relation.plan, shown), [], context.clock);
  const demand = demandOf(plan, shown);
  const scans = collectScans(plan, demand);
  return { plan, scans, demand, outputs: fields.map(outputOf), expressions: expressionsIn(plan) };
}

/**
 * Trino counts all outputs when it names one that has no name (`LogicalPlanner.createOutputPlan`, read 2025-11-25), and
 * Athena shows names "using the casing that you chose in the query" (docs.aws.amazon.com/athena/latest/ug/
 * tables-databases-columns-names.html, read 2025-11-25).
 */
function outputOf({ name, label, symbol }: RelationField, index: number): PlannedOutput {
  return { name, label: label ?? name ?? `_col${index}`, type: symbol.type };
}
