/**
 * The report: what every output is rendered from and what other programs read (`--format json`).
 * `null` is "not known". An unknown is never 0.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'athena-dryrun'; readonly version: string };
  readonly engine: EngineName;
  readonly price: Price;
  readonly statements: readonly StatementReport[];
  readonly total: Total;
}

export type EngineName = 'athena' | 'trino';

/** The price that was applied, with where it comes from. */
export interface Price {
  readonly region: string;
  readonly usdPerTerabyte: number;
  readonly bytesPerTerabyte: number;
  readonly minimumBytes: number;
  readonly roundUpToBytes: number;
  readonly source: string;
  /** ISO date on which the price was last read from its source; null for a price of the user's own. */
  readonly verified: string | null;
}

/** A figure with the bounds that a real run must fall between: low <= likely <= high. */
export interface Interval {
  readonly low: number | null;
  readonly likely: number | null;
  readonly high: number | null;
}

/** `exact`: low = likely = high. `upper_bound`: low unknown. `unknown`: high unknown. */
export type Accuracy = 'exact' | 'range' | 'upper_bound' | 'unknown';

export interface StatementReport {
  readonly source: { readonly file: string | null; readonly line: number; readonly column: number };
  readonly kind: StatementKind;
  readonly accuracy: Accuracy;
  readonly scans: readonly ScanReport[];
  /** Whole bytes. */
  readonly bytesScanned: Interval;
  /** Whole bytes after the billing rule: rounded up, with the minimum. */
  readonly bytesBilled: Interval;
  readonly usd: Interval;
  /** Only when the number of runs is known. */
  readonly runsPerMonth?: number;
  readonly usdPerMonth?: Interval;
  readonly errors: readonly ReportedError[];
  /** What the reader should know that changes no figure. */
  readonly notes: readonly Note[];
  /** Columns of the rows that it gives; only where the options ask for them. */
  readonly outputs?: readonly OutputColumn[];
  /** As the user wrote it; only where it was asked for (`--show-sql`). */
  readonly sql?: string;
}

export interface OutputColumn {
  /** What Athena heads it with. */
  readonly name: string;
  /** Athena's name of its type; null where it is not known here. */
  readonly type: string | null;
}

export type StatementKind =
  | 'select'
  | 'create_table_as'
  | 'insert'
  | 'unload'
  | 'create_view'
  | 'explain'
  | 'explain_analyze'
  | 'prepare'
  | 'execute'
  | 'deallocate'
  | 'merge'
  | 'update'
  | 'delete'
  | 'optimize'
  | 'vacuum'
  | 'ddl'
  | 'utility'
  | 'unknown';

/** One table reference of a statement: a table named twice is scanned twice. */
export interface ScanReport {
  readonly database: string;
  readonly table: string;
  readonly line: number;
  readonly column: number;
  /** Leaf paths read from the files, sorted; partition keys are never here. */
  readonly columns: readonly string[];
  readonly format: string;
  readonly partitions: Kept | null;
  readonly objects: Kept | null;
  readonly rowGroups: Kept | null;
  readonly bytes: Interval;
  /** Bytes of each read column in the kept row groups, where the format stores columns apart. */
  readonly columnBytes?: Readonly<Record<string, number>>;
  /** Ids in the inventory of the partitions that are left; only where the options ask for them. */
  readonly keptPartitions?: readonly number[] | 'all';
  readonly reasons: readonly Reason[];
}

export interface Kept {
  readonly kept: number;
  readonly total: number;
}

/** Why low, likely and high differ, or why a figure is not known. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export type ReasonCode =
  | 'late_materialization'
  | 'limit_stops_early'
  | 'dynamic_filter'
  | 'scalar_subquery_filter'
  | 'predicate_not_evaluable'
  | 'statistics_missing'
  | 'size_per_column_unknown'
  | 'split_overlap'
  | 'sampled'
  | 'unreadable_objects'
  | 'delete_files'
  | 'size_unknown'
  | 'footers_may_count'
  | 'empty_join_side'
  | 'recursion_rounds'
  | 'run_time_condition';

export interface Note {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

export interface Total {
  readonly bytesScanned: Interval;
  readonly bytesBilled: Interval;
  readonly usd: Interval;
  /** Where every statement that is in the sums has a number of runs. */
  readonly usdPerMonth?: Interval;
  readonly statements: number;
  /** Statements that have no known upper bound; they are not in the sums. */
  readonly notEstimated: number;
}

/** The same statement on every layout, cheapest `likely` first. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly layouts: readonly LayoutComparison[];
}

export interface LayoutComparison {
  readonly database: string;
  readonly format: string;
  readonly codec: string;
  readonly partitionKeys: readonly string[];
  /** Bytes stored by the tables that the statement reads. */
  readonly storedBytes: number | null;
  readonly report: Report;
}
