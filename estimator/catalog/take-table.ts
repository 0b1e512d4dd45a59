import type { FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { readSchema } from './read-schema.js';
import { storeTable } from './store-table.js';
import type { TakenTable } from './taken-table.js';

/**
 * Reads the schema and the footers of a found table, and of each of its files where they turn out to be tables apart.
 * Throws `unreadable_file` or `invalid_catalog`.
 */
export async function takeTable(found: FoundTable, session: Session): Promise<readonly TakenTable[]> {
  const schema = await readSchema(found, session);
  if (schema.isOneTable) return [await storeTable(found, schema, session)];
  const tables: TakenTable[] = [];
  for (const table of found.apart) tables.push(...(await takeTable(table, session)));
  return tables;
}
