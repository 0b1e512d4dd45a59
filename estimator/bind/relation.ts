import type { Plan } from '../sql/plan.js';
import type { Identifier, PlanSymbol } from '../sql/tree.js';

/** A bound relation: its plan and the columns that it shows, in order. */
export interface Relation {
  readonly plan: Plan;
  readonly fields: readonly RelationField[];
}

export interface RelationField {
  /** Lower case; null for an expression without a name. */
  readonly name: string | null;
  /** The name as the query spells it, where it does: it heads the column of a result. */
  readonly label?: string | undefined;
  /** What the relation is called, innermost last: `[catalog, database, table]` or `[alias]`; lower case. */
  readonly qualifier: readonly string[];
  readonly symbol: PlanSymbol;
  /** Not in `SELECT *`: `$path` and the like. */
  readonly hidden: boolean;
  /** Of a table of which no column is known, as of text in bzip2. */
  readonly isUndeclared?: boolean;
}

/** Names are compared in lower case, quoted or not, as Athena does. */
export function plainName(identifier: Identifier): string {
  return identifier.name.toLowerCase();
}
