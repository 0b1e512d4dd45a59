import type { Catalog, Table, View } from './catalog.js';

/** The catalog with one table or view more, or another one in the place of the one of its name. */
export function withTable(catalog: Catalog, table: Table | View): Catalog {
  const before = catalog.databases.get(table.database);
  const tables = new Map([...(before?.tables ?? []), [table.name, table] as const]);
  const database = { ...before, name: table.database, tables };
  return { ...catalog, databases: new Map([...catalog.databases, [table.database, database] as const]) };
}
