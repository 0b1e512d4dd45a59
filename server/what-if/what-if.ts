import type { Table } from '../../estimator/catalog/catalog.js';
import type { Report } from '../../estimator/report.js';
import type { Problem } from '../problem.js';
import type { Question } from '../question.js';
import type { Scale } from '../scale.js';
import type { ChoiceFields, LayoutChoice } from './layout-choice.js';

/** What the page about another layout of a table shows. */
export interface WhatIf {
  readonly question: Question;
  readonly fields: ChoiceFields;
  /** The tables that the statement reads and that can be written once more here. */
  readonly tables: readonly Table[];
  /** Null where there is none. */
  readonly table: Table | null;
  readonly present: Side | null;
  /** Null before anything was written. */
  readonly changed: (Side & { readonly choice: LayoutChoice }) | null;
  /** How the figures of both sides were scaled; null: they are of the data as it is here. */
  readonly scale: Scale | null;
  readonly problem: Problem | null;
}

export interface Side {
  readonly format: string;
  readonly codec: string;
  readonly partitionKeys: readonly string[];
  /** Of the table. */
  readonly storedBytes: number | null;
  readonly objects: number | null;
  readonly report: Report;
}
