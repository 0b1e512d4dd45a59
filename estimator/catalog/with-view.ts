import type { Catalog, View } from './catalog.js';

/** The catalog with one view more, or another one in the place of a table or view of its name. */
export function withView(catalog: Catalog, view: View): Catalog {
  const before = catalog.databases.get(view.database);
  const tables = new Map([...(before?.tables ?? []), [view.name, view] as const]);
  const database = { ...before, name: view.database, tables };
  return { ...catalog, databases: new Map([...catalog.databases, [view.database, database] as const]) };
}
