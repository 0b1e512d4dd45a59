import { DryRunError } from '../../estimator/errors.js';
import { parseType } from '../../estimator/sql/type.js';
import type { EngineTable } from '../engine/engine-table.js';
import type { OwnTable } from './own-table.js';

/** Types that a column of a text may be given, in Hive's words. */
export function correctTypesOf({ csv }: EngineTable): readonly string[] {
  return csv?.serde === 'open_csv' ? openCsvTypes : textTypes;
}

/** Those that OpenCSVSerde reads (docs.aws.amazon.com/athena/latest/ug/csv-serde.html, read 2026-11-25). */
const openCsvTypes = ['string', 'bigint', 'int', 'double', 'boolean'];
const textTypes = [...openCsvTypes, 'decimal(18,2)', 'date', 'timestamp'];

/** The table with other types for some of its columns. Throws `usage` or `unknown_column`. */
export function withCorrectedTypes(own: OwnTable, types: ReadonlyMap<string, string>): OwnTable {
  const { table, engineTable } = own;
  if (table.kind !== 'table' || engineTable === null || !own.isCorrectable) {
    throw new DryRunError('usage', { detail: `The types of ${own.name} are stated by its own file or DDL.` });
  }
  const correctTypes = correctTypesOf(engineTable);
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
