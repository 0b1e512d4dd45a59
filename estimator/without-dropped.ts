import type { Catalog } from './catalog/catalog.js';
import type { Statement } from './sql/statement.js';

/**
 * The catalog after a statement that drops a table or view: one that an earlier statement of the text made is gone. One
 * of the catalog itself stays, so that a script that drops what it makes anew can be estimated on its own results.
 */
export function withoutDropped(
  catalog: Catalog,
  statement: Statement,
  original: { readonly catalog: Catalog; readonly database: string },
): Catalog {
  if (statement.kind !== 'ddl' || statement.subject === null) return catalog;
  if (statement.action !== 'drop_table' && statement.action !== 'drop_view') return catalog;
  const parts = statement.subject.parts.map((part) => part.toLowerCase());
  const database = parts.at(-2) ?? original.database.toLowerCase();
  const name = parts.at(-1) ?? '';
  const before = catalog.databases.get(database);
  const own = original.catalog.databases.get(database)?.tables.get(name);
  if (before === undefined || before.tables.get(name) === own) return catalog;
  const tables = new Map(before.tables);
  if (own === undefined) tables.delete(name);
  else tables.set(name, own);
  const databases = new Map(catalog.databases).set(database, { ...before, tables });
  return { ...catalog, databases };
}
