import type { FoundTable, TableFormat } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { takeIcebergTable } from './iceberg/take-iceberg-table.js';
import { readSchema } from './read-schema.js';
import { storeTable } from './store-table.js';
import { takeBoundedTable } from './take-bounded-table.js';
import type { TakenTable } from './taken-table.js';

/**
 * Reads the schema and the footers of a found table, and of each of its files where they turn out to be tables apart.
 * Throws `unreadable_file` or `invalid_catalog`.
 */
export async function takeTable(found: FoundTable, session: Session): Promise<readonly TakenTable[]> {
  if (found.tableFormat !== undefined) return [await takers[found.tableFormat](found, session)];
  const schema = await readSchema(found, session);
  if (schema.isOneTable) return [await storeTable(found, schema, session)];
  const tables: TakenTable[] = [];
  for (const table of found.apart) tables.push(...(await takeTable(table, session)));
  return tables;
}

const takers: Readonly<Record<TableFormat, (found: FoundTable, session: Session) => Promise<TakenTable>>> = {
  iceberg: takeIcebergTable,
  delta: (found, session) => takeBoundedTable(found, unreadLog('Delta'), session),
  hudi: (found, session) => takeBoundedTable(found, unreadLog('Hudi'), session),
};

function unreadLog(tableFormat: string): string {
  return `It is a ${tableFormat} table, whose log is not read here: all of its files together are the upper bound.`;
}
