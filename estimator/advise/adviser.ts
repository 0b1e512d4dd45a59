import type { RowsClaim } from '../advice-report.js';
import type { EstimateOptions } from '../estimate.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import type { LayoutComparison, StatementReport } from '../report.js';
import type { Edit } from './edit.js';

/** Finds one way in which a statement could read less. What it suggests is tried before anybody sees it. */
export interface Adviser {
  /** What it says, in one sentence. */
  readonly summary: string;
  readonly suggest: (
    statement: EstimatedStatement,
    context: AdviserContext,
  ) => Promise<readonly Suggestion[]>;
}

export interface AdviserContext {
  /** The text that the statement is in, as the user wrote it. */
  readonly text: string;
  /** With the catalog that the statement was estimated on. */
  readonly options: EstimateOptions;
  readonly clock: Clock;
  /** The statement on every layout that it fits. */
  readonly layouts: readonly StatementLayout[];
}

export interface StatementLayout {
  readonly layout: LayoutComparison;
  /** The statement there. */
  readonly report: StatementReport;
}

export interface Suggestion {
  /** What to do, in one sentence. */
  readonly message: string;
  /** Why the rows stay the same. */
  readonly because: string;
  readonly rows: RowsClaim;
  /** Null where it is about no one place. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly change: Change;
}

/** Another text of the statement, or the same text on tables that are stored otherwise. */
export type Change =
  | { readonly kind: 'rewrite'; readonly edits: readonly Edit[] }
  | { readonly kind: 'layout'; readonly layout: StatementLayout };
