import { bindQuery } from '../bind/bind-query.js';
import { createBinder } from '../bind/binder.js';
import type { RelationField } from '../bind/relation.js';
import { emptyScope } from '../bind/scope.js';
import type { Catalog, Column } from '../catalog/catalog.js';
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
  /** Columns of the result that have a name; a type that is not known here is `other`. */
  readonly outputs: readonly Column[];
  /** Columns of the result, also those without a name. */
  readonly width: number;
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
  const fields = relation.fields.filter(({ hidden }) => !hidden);
  const shown = fields.map(({ symbol }) => symbol);
  const plan = pushDown(pruneWindows(relation.plan, shown), [], context.clock);
  const demand = demandOf(plan, shown);
  const scans = collectScans(plan, demand);
  const outputs = fields.flatMap(outputOf);
  return { plan, scans, demand, outputs, width: fields.length, expressions: expressionsIn(plan) };
}

function outputOf({ name, symbol }: RelationField): readonly Column[] {
  return name === null ? [] : [{ name, type: symbol.type ?? { kind: 'other', text: 'unknown' } }];
}
