import type { OutputColumn } from '../estimator/report.js';
import type { ResultColumn } from './engine/query-result.js';

/**
 * The columns of a result as Athena names them. The engine here heads a column that has no name with its own text of
 * the expression, and makes an integer of a NULL whose type only the estimator knows.
 */
export function athenaColumns(
  columns: readonly ResultColumn[],
  outputs: readonly OutputColumn[] | undefined,
): readonly ResultColumn[] {
  if (outputs?.length !== columns.length) return columns;
  return columns.map((column, index) => ({
    name: outputs[index]?.name ?? column.name,
    type: outputs[index]?.type ?? column.type,
  }));
}
