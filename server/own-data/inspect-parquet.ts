import { quoteName, type Session } from '../../estimator/catalog/duckdb-session.js';
import { parseType } from '../../estimator/sql/type.js';
import { duckdbType } from '../engine/column-type.js';
import type { EngineTable } from '../engine/engine-table.js';
import { scanSql } from '../engine/view-sql.js';
import { columnsWhere } from './columns-where.js';
import { refused } from './refused.js';

/** A table of Parquet with what only its values tell. Throws `usage` where Athena could not read some. */
export async function inspectParquet(table: EngineTable, session: Session): Promise<EngineTable> {
  await requireReadable(table, session);
  if (!table.columns.some(({ type }) => type === 'timestamp')) return table;
  const fine = await columnsWhere(table, session, ({ name, type }) =>
    type === 'timestamp' ? isFineSql(name) : 'false',
  );
  const columns = table.columns.map((column) =>
    fine.has(column.name) ? { ...column, isFine: true } : column,
  );
  return { ...table, columns };
}

/** Values that a column's type in Athena cannot hold, as whole numbers without a sign, are told now and not by each query. */
async function requireReadable(table: EngineTable, session: Session): Promise<void> {
  const stored = await session.rows(`DESCRIBE SELECT * FROM ${scanSql(table)}`);
  for (const row of stored) {
    const name = String(row['column_name']);
    const type = table.columns.find((column) => column.name === name.toLowerCase())?.type;
    const read = type === undefined ? null : duckdbType(parseType(type));
    if (read === null || read === String(row['column_type'])) continue;
    const column = quoteName(name);
    const [first] = await session.rows(
      `SELECT ${column}::VARCHAR AS value FROM ${scanSql(table)} WHERE ${column} IS NOT NULL AND TRY_CAST(${column} AS ${read}) IS NULL LIMIT 1`,
    );
    if (first === undefined) continue;
    throw refused(
      `Column ${name} is ${String(row['column_type'])} in the file and ${type} to Athena, which cannot hold ${String(first['value'])}: write it as a decimal or as text.`,
    );
  }
}

/** Whether some timestamps of a column are finer than milliseconds. */
function isFineSql(name: string): string {
  const micros = `epoch_us(CAST(${quoteName(name)} AS TIMESTAMP))`;
  return `coalesce(bool_or(${micros} % 1000 <> 0), false)`;
}
