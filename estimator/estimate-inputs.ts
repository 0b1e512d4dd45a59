import { DryRunError } from './errors.js';
import { type EstimateOptions, estimate } from './estimate.js';
import { failedStatement } from './failed-statement.js';
import { totalOf } from './pricing/total.js';
import type { Report, StatementReport } from './report.js';
import { positionAt } from './sql/span.js';
import { tool } from './tool.js';

/** SQL that is to be estimated; `file` is null for text that is in no file. */
export interface Input {
  readonly file: string | null;
  readonly text: string;
}

/** What all inputs share. */
export type SharedOptions = Omit<EstimateOptions, 'file'>;

/**
 * Estimates all inputs against one catalog, as one report. An input that cannot be read as SQL at all is a
 * statement with an error in it; the others are still estimated.
 */
export async function estimateInputs(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  options: SharedOptions,
  runsPerMonthOf: (file: string | null) => number | null = () => options.runsPerMonth,
): Promise<Report> {
  const statements: StatementReport[] = [];
  for await (const input of inputs) {
    const { file } = input;
    statements.push(
      ...(await estimateInput(input, { ...options, file, runsPerMonth: runsPerMonthOf(file) })),
    );
  }
  const { engine, price } = options;
  return { schemaVersion: 1, tool, engine, price, statements, total: totalOf(statements) };
}

async function estimateInput(input: Input, options: EstimateOptions): Promise<readonly StatementReport[]> {
  try {
    return (await estimate(input.text, options)).statements;
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    const place = error.span === null ? null : positionAt(input.text, error.span.start);
    const source = { file: input.file, line: place?.line ?? 1, column: place?.column ?? 1 };
    return [failedStatement({ kind: 'unknown', source }, error, place)];
  }
}
