import type { Catalog } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import { estimate } from '../estimate.js';
import { unknownInterval } from '../pricing/interval.js';
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
      statements.push(failedStatement(input, error));
    }
  }
  return { schemaVersion: 1, tool, engine: flags.engine, price, statements, total: totalOf(statements) };
}

function failedStatement(input: Input, error: DryRunError): StatementReport {
  const place = error.span === null ? null : positionAt(input.text, error.span.start);
  return {
    source: { file: input.file, line: place?.line ?? 1, column: place?.column ?? 1 },
    kind: 'unknown',
    accuracy: 'unknown',
    scans: [],
    bytesScanned: unknownInterval,
    bytesBilled: unknownInterval,
    usd: unknownInterval,
    errors: [
      { code: error.code, message: error.message, line: place?.line ?? null, column: place?.column ?? null },
    ],
    notes: [],
  };
}
