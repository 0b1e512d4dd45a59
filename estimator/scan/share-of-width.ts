import type { Table } from '../catalog/catalog.js';
import type { Type } from '../sql/type.js';
import { leavesOf } from './leaf-paths.js';

/** Typical stored bytes of a value, for a likely figure where only object sizes are known. A guess, never a bound. */
const guessedWidthBytes: Record<Type['kind'], number> = {
  boolean: 1,
  integer: 6,
  real: 4,
  double: 8,
  decimal: 8,
  varchar: 16,
  char: 8,
  varbinary: 32,
  date: 4,
  time: 8,
  timestamp: 8,
  interval: 8,
  array: 40,
  map: 60,
  row: 40,
  other: 16,
};

/** Share of a row's width that the read leaves make up, 0..1; 1 where no column is known. */
export function shareOfWidth(columns: readonly string[], table: Table): number {
  const read = new Set(columns);
  let all = 0;
  let wanted = 0;
  for (const column of table.columns) {
    for (const leaf of leavesOf(column)) {
      const width = guessedWidthBytes[column.type.kind];
      all += width;
      if (read.has(leaf)) wanted += width;
    }
  }
  return all === 0 ? 1 : wanted / all;
}
