import type { Session } from '../../estimator/catalog/duckdb-session.js';
import type { EngineColumn, EngineTable } from '../engine/engine-table.js';
import { scanSql } from '../engine/view-sql.js';

/** Names of the columns of which a test is true, an aggregate over all rows in SQL; the rows are read once for all. */
export async function columnsWhere(
  table: EngineTable,
  session: Session,
  test: (column: EngineColumn) => string,
): Promise<ReadonlySet<string>> {
  const tests = table.columns.map(test);
  const [row = {}] = await session.rows(
    `SELECT [${tests.join(', ')}]::VARCHAR AS passed FROM ${scanSql(table)}`,
  );
  const passed: unknown = JSON.parse(String(row['passed']));
  const names = table.columns.map(({ name }) => name);
  return new Set(names.filter((_, index) => Array.isArray(passed) && passed[index] === true));
}
