import type { RunResult } from '../answer.js';
import type { Cell } from '../engine/query-result.js';
import type { KeptPage, KeptRows } from '../engine/row-file.js';
import type { Question } from '../question.js';

/** What a run gave; its rows are in a file. */
export interface KeptResult extends KeptRows {
  readonly id: string;
  readonly question: Question;
  readonly result: ResultFacts;
  /** One JSON array a line. */
  readonly rowFile: string;
}

/** What is the same on all pages of a result. */
export type ResultFacts = Omit<RunResult, 'rows' | 'page' | 'truncated'>;

/** One page of the rows of a result. */
export interface ResultPage {
  /** From 1. */
  readonly number: number;
  readonly start: KeptPage;
  readonly rows: readonly (readonly Cell[])[];
}
