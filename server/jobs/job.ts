import type { EngineTable } from '../engine/engine-table.js';
import type { LayoutChoice } from '../what-if/layout-choice.js';

/** Work on files that is done in a child process, which may be killed at any moment. */
export type Job = RewriteJob;

/** Writes the rows of a table once more, in another layout, and takes the catalog of what it wrote. */
export interface RewriteJob {
  readonly kind: 'rewrite';
  readonly table: EngineTable;
  readonly choice: LayoutChoice;
  /** Exists and is empty; everything that is written is below it. */
  readonly folder: string;
  readonly memoryLimitBytes: number;
}

/** What each kind of job gives. */
export interface JobResults {
  readonly rewrite: { readonly rows: number };
}

export type JobAnswer =
  | { readonly kind: 'done'; readonly result: JobResults[Job['kind']] }
  | { readonly kind: 'failed'; readonly code: string; readonly data: unknown };
