import type { Table } from '../catalog/catalog.js';
import type { Span } from './span.js';
import type { Expression, JoinType, PlanSymbol, Sample } from './tree.js';

/**
 * The query as relations over symbols: what binding makes and what pushing predicates down rewrites.
 * Only what decides which bytes are read is kept: no order of rows, no frames.
 */
export type Plan =
  | Scan
  | OneRow
  | Empty
  | Filter
  | Project
  | Aggregate
  | Window
  | JoinPlan
  | Union
  | Intersection
  | Limit
  | Sort
  | Unnest
  | Pattern;

export interface Scan {
  readonly kind: 'scan';
  readonly table: Table;
  readonly span: Span;
  /** Symbol of every column of the table, by column name; only the demanded ones are read. */
  readonly symbols: ReadonlyMap<string, PlanSymbol>;
  /** Conjuncts that reached the scan, over its own symbols (and outer ones where correlated). */
  readonly conjuncts: readonly Expression[];
  readonly sample: Sample | null;
  readonly timeTravel: boolean;
  /** How often it may be read: more than once in a recursive CTE, which Trino writes out round by round. */
  readonly mostReads: number;
}

/** SELECT without FROM, VALUES, generated rows: no table is read. `symbols` are made from `inputs`. */
export interface OneRow {
  readonly kind: 'one_row';
  readonly outputs: readonly PlanSymbol[];
  readonly inputs: readonly Expression[];
  readonly rows: number | null;
}

/** Proven to give no row: whatever stood here is not read. */
export interface Empty {
  readonly kind: 'empty';
  readonly outputs: readonly PlanSymbol[];
}

export interface Filter {
  readonly kind: 'filter';
  readonly source: Plan;
  readonly predicate: Expression;
}

export interface Assignment {
  readonly symbol: PlanSymbol;
  readonly expression: Expression;
}

export interface Project {
  readonly kind: 'project';
  readonly source: Plan;
  readonly assignments: readonly Assignment[];
}

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly source: Plan;
  readonly keys: readonly Assignment[];
  /** Keys in every grouping set: filters on them may move below. */
  readonly pushableKeys: ReadonlySet<PlanSymbol>;
  /** No GROUP BY, or a grouping set (): gives a row even for no input. */
  readonly global: boolean;
  readonly aggregates: readonly Assignment[];
}

export interface Window {
  readonly kind: 'window';
  readonly source: Plan;
  readonly functions: readonly Assignment[];
  /** Symbols by which every function partitions: filters on them may move below. */
  readonly partitionKeys: ReadonlySet<PlanSymbol>;
}

export interface JoinPlan {
  readonly kind: 'join';
  readonly type: JoinType;
  readonly left: Plan;
  readonly right: Plan;
  readonly conjuncts: readonly Expression[];
}

export interface Union {
  readonly kind: 'union';
  readonly outputs: readonly PlanSymbol[];
  /** One per branch; `symbols[i]` is the branch's symbol of `outputs[i]`. */
  readonly branches: readonly SetBranch[];
  readonly distinct: boolean;
}

/** INTERSECT or EXCEPT: rows are compared whole, so every output is needed. */
export interface Intersection {
  readonly kind: 'intersection';
  readonly operator: 'intersect' | 'except';
  readonly outputs: readonly PlanSymbol[];
  readonly branches: readonly SetBranch[];
}

export interface SetBranch {
  readonly plan: Plan;
  readonly symbols: readonly PlanSymbol[];
}

export interface Limit {
  readonly kind: 'limit';
  readonly source: Plan;
  /** Rows, `unknown` where the limit is not a constant, `all` for OFFSET alone. */
  readonly rows: number | 'unknown' | 'all';
  /** OFFSET leaves rows out, perhaps all there are. */
  readonly skips: boolean;
}

export interface Sort {
  readonly kind: 'sort';
  readonly source: Plan;
  readonly keys: readonly Expression[];
}

/** MATCH_RECOGNIZE: nothing above it may filter the rows below, as each match spans many. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly source: Plan;
  /** PARTITION BY, ORDER BY and DEFINE: always needed. */
  readonly keys: readonly Expression[];
  readonly measures: readonly Assignment[];
}

export interface Unnest {
  readonly kind: 'unnest';
  readonly source: Plan;
  readonly expressions: readonly Expression[];
  readonly outputs: readonly PlanSymbol[];
}
