import type { EngineTable } from '../engine/engine-table.js';
import type { FileKind } from '../own-data/file-kind.js';
import type { OwnDataLimits } from '../own-data/own-data-limits.js';
import type { LayoutChoice } from '../what-if/layout-choice.js';

/** Work on files that is done in a child process, which may be killed at any moment. */
export type Job = RewriteJob | InspectJob;

/** Writes the rows of a table once more, in another layout, and takes the catalog of what it wrote. */
export interface RewriteJob {
  readonly kind: 'rewrite';
  readonly table: EngineTable;
  readonly choice: LayoutChoice;
  /** Exists and is empty; everything that is written is below it. */
  readonly folder: string;
  readonly memoryLimitBytes: number;
}

/** Looks through a file of unknown content and takes its catalog. */
export interface InspectJob {
  readonly kind: 'inspect';
  readonly file: string;
  readonly format: FileKind['format'];
  /** Holds the file; the catalog goes below it. */
  readonly folder: string;
  readonly table: string;
  readonly limits: Pick<OwnDataLimits, 'rows' | 'columns' | 'expandedBytes'>;
}

/** What each kind of job gives. */
export interface JobResults {
  readonly rewrite: { readonly rows: number };
  readonly inspect: { readonly rows: number; readonly engineTable: EngineTable };
}

export type JobAnswer =
  | { readonly kind: 'done'; readonly result: JobResults[Job['kind']] }
  | { readonly kind: 'failed'; readonly code: string; readonly data: unknown };
