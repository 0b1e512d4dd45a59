import type { AdviceCode, HintCode } from './advice-codes.js';
import type { Interval, Report, StatementReport } from './report.js';
import type { Type } from './sql/type.js';

/** What each statement could do to read less: every advice was applied and estimated again. */
export interface AdviceReport {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly engine: Report['engine'];
  readonly price: Report['price'];
  readonly statements: readonly AdvisedStatement[];
}

export interface AdvisedStatement {
  /** As it was asked. */
  readonly report: StatementReport;
  /** Fewest likely bytes first. */
  readonly advice: readonly Advice[];
  /** What would help as surely, but may change the rows: only running both statements tells. */
  readonly candidates: readonly Advice[];
  /** What only the one who asks can decide, so that nothing was applied. */
  readonly hints: readonly Hint[];
}

export interface Advice {
  readonly code: AdviceCode;
  /** What to do, in one sentence. */
  readonly message: string;
  /** Why the rows stay the same, and what that rests on. */
  readonly because: string;
  /** In the text as it was asked; null where it is about no one place. */
  readonly line: number | null;
  readonly column: number | null;
  readonly gain: Gain;
  readonly rows: RowsClaim;
  /** The whole statement as it was estimated again; null where only the layout changes. */
  readonly sql: string | null;
  /** Database with the other layout; null where only the text changes. */
  readonly database: string | null;
  /** Whole bytes that stay unread: by the least, the likely and the most that the two estimates allow. */
  readonly savedBytes: Interval;
  /** The estimate of the changed statement; its places are in `sql`. */
  readonly report: StatementReport;
}

/**
 * `certain`: at its most it reads less than the statement now reads at its least. `likely`: less by the best figures,
 * and never more. `worst_case`: its upper bound is lower, and no figure is higher.
 */
export type Gain = 'certain' | 'likely' | 'worst_case';

/**
 * `same`: follows from the text and the statistics. `same_data`: as long as both layouts hold the same data. `unknown`: as
 * long as what `because` names is true, which nothing here proves.
 */
export type RowsClaim = 'same' | 'same_data' | 'unknown';

export interface Hint {
  readonly code: HintCode;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Whole bytes that it is about, by the likely figures. */
  readonly bytes: number;
  /** Whole bytes that `message` names, in their order; absent where that is `bytes` only. */
  readonly figures?: readonly number[];
  /** What each column costs, dearest first; only of `name-columns`. */
  readonly columns?: readonly ColumnCost[];
  /** The statement with its columns named, which changes nothing yet; only of `name-columns`. */
  readonly sql?: string;
  /** What to write and measure; only of `store-otherwise`. */
  readonly layout?: LayoutQuestion;
}

export interface ColumnCost {
  readonly table: string;
  /** Leaf path, as in the report. */
  readonly column: string;
  readonly bytes: number;
}

/** A table, what its filters ask for, and layouts of it that nobody has measured. */
export interface LayoutQuestion {
  /** `database.table` */
  readonly table: string;
  /** As it is stored now. */
  readonly format: string;
  readonly codec: string;
  /** Whether a scan reads whole objects. */
  readonly isRowFormat: boolean;
  readonly partitionKeys: readonly string[];
  /** Stored columns of which the filters leave only some values. */
  readonly filtered: readonly FilteredColumn[];
  /** Three at most, the most promising first. */
  readonly ideas: readonly LayoutIdea[];
}

export interface FilteredColumn {
  readonly name: string;
  readonly type: Type['kind'];
  /**
   * `values`: `=`, `IN`, `IS NULL`; `range`: `<`, `BETWEEN` and the like; `other`: what only the values of a partition key
   * can be asked, such as `<>`, LIKE and functions.
   */
  readonly asks: 'values' | 'range' | 'other';
}

/** A layout in which a table may read less. */
export interface LayoutIdea {
  readonly format: 'parquet';
  readonly codec: 'zstd';
  /** All that it has then, the present ones first. */
  readonly partitionKeys: readonly string[];
  /** Column by which the rows of each file are sorted; null: in the order they have now. */
  readonly sortKey: string | null;
}
