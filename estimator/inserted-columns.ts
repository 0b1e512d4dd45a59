import { countOf } from './count-of.js';
import { DryRunError } from './errors.js';
import type { Statement } from './sql/statement.js';

/**
 * Throws `type_mismatch` where INSERT gives a table more or fewer columns than it takes: those that the statement names,
 * or all. `width`: of its query; `columns`: of the table, null where they are not known.
 */
export function checkInsertedColumns(
  statement: Statement,
  width: number,
  columns: readonly string[] | null,
): void {
  if (statement.kind !== 'insert') return;
  const taken = statement.columns.length > 0 ? statement.columns.length : (columns?.length ?? 0);
  if (taken === 0 || taken === width) return;
  const name = statement.table.parts.join('.');
  const detail = `INSERT into ${name} takes ${countOf(taken, 'column')}, its query gives ${width}.`;
  throw new DryRunError('type_mismatch', { detail }, statement.table.span);
}
