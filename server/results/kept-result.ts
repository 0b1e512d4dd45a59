import type { RunResult } from '../answer.js';
import type { Cell } from '../engine/query-result.js';
import type { KeptPage, KeptRows } from '../engine/row-file.js';
import type { Question } from '../question.js';

/** What a run gave; its rows are in a file. */
export interface KeptResult extends KeptRows {
  readonly id: string;
  readonly question: Question;
  /** With the place of no page and without rows. */
  readonly result: ResultFacts;
  /** One JSON array a line. */
  readonly rowFile: string;
}

/** A result without its rows. */
export type ResultFacts = Omit<RunResult, 'rows' | 'page'>;

/** One page of the rows of a result. */
export interface ResultPage {
  /** From 1. */
  readonly number: number;
  readonly start: KeptPage;
  readonly rows: readonly (readonly Cell[])[];
}
