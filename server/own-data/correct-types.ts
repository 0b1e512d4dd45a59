import { DryRunError } from '../../estimator/errors.js';
import { parseType } from '../../estimator/sql/type.js';
import type { OwnTable } from './own-table.js';

/** Types that a column of text may be given, in Hive's words. */
export const correctTypes: readonly string[] = [
  'string',
  'bigint',
  'int',
  'double',
  'decimal(18,2)',
  'boolean',
  'date',
  'timestamp',
];

/** The table with other types for some of its columns. Throws `usage` or `unknown_column`. */
export function withCorrectedTypes(own: OwnTable, types: ReadonlyMap<string, string>): OwnTable {
  const { table, engineTable } = own;
  if (table.kind !== 'table' || engineTable === null || !own.isCorrectable) {
    throw new DryRunError('usage', { detail: `The types of ${own.name} are stated by its own file or DDL.` });
  }
  for (const [name, type] of types) {
    if (!correctTypes.includes(type)) {
      throw new DryRunError('usage', {
        detail: `Column ${name}: one of ${correctTypes.join(', ')} was expected.`,
      });
    }
    if (!table.columns.some((column) => column.name === name)) {
      throw new DryRunError('unknown_column', {
        name,
        nearest: null,
        known: table.columns.map((one) => one.name),
      });
    }
  }
  return {
    ...own,
    types: { ...own.types, ...Object.fromEntries(types) },
    table: {
      ...table,
      columns: table.columns.map((column) => {
        const type = types.get(column.name);
        return type === undefined ? column : { ...column, type: parseType(type) };
      }),
    },
    engineTable: {
      ...engineTable,
      columns: engineTable.columns.map((column) => ({
        ...column,
        type: types.get(column.name) ?? column.type,
      })),
    },
  };
}
