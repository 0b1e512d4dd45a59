import type { DryRunError } from './errors.js';
import { unknownInterval } from './pricing/interval.js';
import type { StatementReport } from './report.js';

type Place = Pick<StatementReport['source'], 'line' | 'column'>;

/** The report of a statement that an error prevents: no figure, and the error with its place where it has one. */
export function failedStatement(
  { kind, source }: Pick<StatementReport, 'kind' | 'source'>,
  error: DryRunError,
  place: Place | null,
): StatementReport {
  return {
    source,
    kind,
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
