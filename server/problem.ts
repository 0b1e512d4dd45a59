import type { DryRunError } from '../estimator/errors.js';
import type { ReportedError } from '../estimator/report.js';
import { positionAt } from '../estimator/sql/span.js';
import { statusOf } from './http/status-of.js';

/** An error on its way out: what is said and under which HTTP status. */
export interface Problem {
  readonly status: number;
  readonly error: ReportedError;
  /** Whether a visitor's own data would be needed that is not, or no longer, here. */
  readonly isOwnDataMissing?: boolean;
}

/** `sql` is the text that the error's span is in. */
export function problemOf(error: DryRunError, sql: string): Problem {
  return { status: statusOf(error.code), error: reportedError(error, sql) };
}

export function problemOfReported(error: ReportedError): Problem {
  return { status: statusOf(error.code), error };
}

function reportedError(error: DryRunError, sql: string): ReportedError {
  const place = error.span === null ? { line: null, column: null } : positionAt(sql, error.span.start);
  return { code: error.code, message: error.message, ...place };
}
