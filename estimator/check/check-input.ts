import type { DryRunError } from '../errors.js';
import type { Input } from '../estimate-inputs.js';
import type { EstimatedStatement } from '../estimated-statement.js';

/** SQL of a file, or what a tool made of one. */
export interface CheckInput extends Input {
  readonly file: string;
  /** Why its text could not be read, and is empty. */
  readonly failure?: DryRunError;
  readonly model?: ModelInput;
}

/** What is known of a dbt model besides its compiled SQL. */
export interface ModelInput {
  readonly name: string;
  /** What its last run really scanned; null: not known. */
  readonly measuredBytes: number | null;
  /** What running the model costs, from the estimate of its SQL; with positions in the file as it is written. */
  readonly adapt: (statement: EstimatedStatement) => EstimatedStatement;
  /** From a line of the compiled SQL to the line of the file. */
  readonly writtenLine: (line: number) => number;
}
