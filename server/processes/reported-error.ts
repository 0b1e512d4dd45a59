import { DryRunError, type ErrorCode, type ErrorData, isErrorCode } from '../../estimator/errors.js';
import type { Span } from '../../estimator/sql/span.js';

/** The parts of a `DryRunError` as another process sends them; the span where it has one. */
interface ErrorParts {
  readonly code: string;
  readonly data: unknown;
  readonly span?: unknown;
}

/** The error that another process reports; `internal` for a code that this version doesn't know. */
export function reportedError({ code, data, span = null }: ErrorParts): DryRunError {
  if (!isErrorCode(code)) return new DryRunError('internal', { detail: code });
  // Both processes run the same program: the data is what the code says.
  return new DryRunError<ErrorCode>(code, data as ErrorData[ErrorCode], span as Span | null);
}
