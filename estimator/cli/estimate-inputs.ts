import type { Catalog } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import { estimate } from '../estimate.js';
import { failedStatement } from '../failed-statement.js';
import { totalOf } from '../pricing/total.js';
import type { Price, Report, StatementReport } from '../report.js';
import { positionAt } from '../sql/span.js';
import { tool } from '../tool.js';
import { type EstimatingFlags, estimateOptionsOf } from './estimating-options.js';
import type { Input } from './read-inputs.js';

/**
 * Estimates all inputs against one catalog, as one report. An input that cannot be read as SQL at all is a
 * statement with an error in it; the others are still estimated.
 */
export async function estimateInputs(
  inputs: readonly Input[],
  catalog: Catalog,
  price: Price,
  flags: EstimatingFlags,
): Promise<Report> {
  const statements: StatementReport[] = [];
  for (const input of inputs) {
    try {
      const report = await estimate(input.text, estimateOptionsOf(input, catalog, price, flags));
      statements.push(...report.statements);
    } catch (error) {
      if (!(error instanceof DryRunError)) throw error;
      const place = error.span === null ? null : positionAt(input.text, error.span.start);
      const source = { file: input.file, line: place?.line ?? 1, column: place?.column ?? 1 };
      statements.push(failedStatement({ kind: 'unknown', source }, error, place));
    }
  }
  return { schemaVersion: 1, tool, engine: flags.engine, price, statements, total: totalOf(statements) };
}
