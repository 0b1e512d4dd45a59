import { type ErrorCategory, type ErrorCode, errorCategories, isErrorCode } from '../../estimator/errors.js';

const statusOfCategory: Readonly<Record<ErrorCategory, number>> = {
  user: 400,
  unsupported: 422,
  limit: 503,
  internal: 500,
};

/** Codes for which HTTP has a word of its own. */
const statusOfCode: Partial<Record<ErrorCode, number>> = {
  limit_exceeded: 413,
  forbidden: 403,
  not_found: 404,
  rate_limited: 429,
  cancelled: 409,
};

/** The HTTP status of an error code; a code that this version doesn't know is the server's fault. */
export function statusOf(code: string): number {
  return isErrorCode(code) ? (statusOfCode[code] ?? statusOfCategory[errorCategories[code]]) : 500;
}
