import type { Catalog } from './catalog/catalog.js';
import type { PlannedQuery } from './optimize/plan-query.js';
import type { Note, ScanReport, StatementReport } from './report.js';
import type { Position, Span } from './sql/span.js';
import type { Query } from './sql/tree.js';

/** A statement's report with what it was made from, for those who look closer. */
export interface EstimatedStatement {
  readonly report: StatementReport;
  /** The queries that Athena runs for it; none where an error prevents the estimate. */
  readonly queries: readonly EstimatedQuery[];
  /** In the text as the user wrote it, without the semicolon. */
  readonly span: Span;
  /** What it was estimated on: with the tables and views that the statements before it make. */
  readonly catalog: Catalog;
}

export interface EstimatedQuery {
  /** The query as it was parsed; the tree's spans are offsets in it. */
  readonly text: string;
  readonly tree: Query;
  readonly planned: PlannedQuery;
  /** One for each of the planned scans, in their order. */
  readonly scans: readonly ScanReport[];
  readonly notes: readonly Note[];
  /** From an offset in `text` to one in the user's text. */
  readonly offsetOf: (offset: number) => number;
  /** The same as a position. */
  readonly locate: (offset: number) => Position;
}
