import type { EngineTable } from '../engine/engine-table.js';
import type { FileKind } from '../own-data/file-kind.js';
import type { OwnDataLimits } from '../own-data/own-data-limits.js';
import type { LayoutChoice } from '../what-if/layout-choice.js';

/** Work on files that is done in a child process, which may be killed at any moment. */
export type Job = RewriteJob | InspectJob | DeclareJob;

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

/** Reads a text of DDL and takes its catalog. */
export interface DeclareJob {
  readonly kind: 'declare';
  readonly text: string;
  /** The catalog goes below it. */
  readonly folder: string;
  readonly limits: Pick<OwnDataLimits, 'tablesPerSession' | 'columns'>;
}

/** What each kind of job gives. */
export interface JobResults {
  readonly rewrite: { readonly rows: number };
  readonly declare: null;
  readonly inspect: {
    readonly rows: number;
    readonly engineTable: EngineTable;
    /** Other types than those that the catalog has, which the SerDe could not read the columns by. */
    readonly types: Readonly<Record<string, string>>;
  };
}
