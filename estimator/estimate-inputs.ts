import { DryRunError } from './errors.js';
import { type EstimateOptions, estimateStatements } from './estimate.js';
import type { EstimatedStatement } from './estimated-statement.js';
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

/** Estimates all inputs against one catalog, as one report. */
export async function estimateInputs(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  options: SharedOptions,
): Promise<Report> {
  const statements: StatementReport[] = [];
  for await (const input of inputs) {
    const estimated = await estimateInput(input, options);
    statements.push(...estimated.map(({ report }) => report));
  }
  const { engine, price } = options;
  return { schemaVersion: 1, tool, engine, price, statements, total: totalOf(statements) };
}

/** The statements of one input. What cannot be read as SQL at all is one statement with an error in it. */
export async function estimateInput(
  { file, text }: Input,
  options: SharedOptions,
): Promise<readonly EstimatedStatement[]> {
  try {
    return await estimateStatements(text, { ...options, file });
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    const place = error.span === null ? null : positionAt(text, error.span.start);
    const source = { file, line: place?.line ?? 1, column: place?.column ?? 1 };
    const report = failedStatement({ kind: 'unknown', source }, error, place);
    return [{ report, queries: [], span: { start: 0, end: text.length }, catalog: options.catalog }];
  }
}
