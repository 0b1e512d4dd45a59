import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { Span } from './span.js';

/** Throws `unknown_column` unless a column of a table that is written to is one of its columns. */
export function checkColumn(column: string, span: Span, columns: readonly string[]): void {
  const known = columns.map((name) => name.toLowerCase());
  if (known.includes(column.toLowerCase())) return;
  throw new DryRunError('unknown_column', { name: column, nearest: nearestName(column, known), known }, span);
}
