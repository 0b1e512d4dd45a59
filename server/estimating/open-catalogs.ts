import type { Catalog, Database, Table, View } from '../../estimator/catalog/catalog.js';
import { type CatalogSource, loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { parseType } from '../../estimator/sql/type.js';
import type { AddedTable } from './added-table.js';

/** Catalog folders of added tables that stay open; each is a database in memory. */
const keptOpen = 8;

/**
 * Opens what is served to everybody, and gives it with tables added, later ones in the place of earlier ones. Throws
 * as `loadCatalog` does.
 */
export async function openCatalogs(
  sources: readonly CatalogSource[],
): Promise<(added: readonly AddedTable[]) => Promise<Catalog>> {
  const served = await loadCatalog(sources);
  const opened = new Map<string, Promise<Catalog>>();

  const openFolder = async ({ catalog: path, database }: AddedTable): Promise<Catalog> => {
    const catalog = opened.get(path) ?? loadCatalog([{ database, path }]);
    opened.delete(path);
    opened.set(path, catalog);
    try {
      return await catalog;
    } catch (error) {
      opened.delete(path);
      throw error;
    }
  };

  const closeOldest = async (inUse: number): Promise<void> => {
    for (const [path, catalog] of opened) {
      if (opened.size <= Math.max(keptOpen, inUse)) return;
      opened.delete(path);
      (await catalog).close();
    }
  };

  return async (added) => {
    const databases = new Map(served.databases);
    for (const one of added) {
      const table = tableOf(await openFolder(one), one);
      const known = databases.get(one.database);
      databases.set(one.database, withTable(known ?? { name: one.database, tables: new Map() }, table));
    }
    await closeOldest(new Set(added.map(({ catalog }) => catalog)).size);
    return { ...served, databases };
  };
}

function withTable({ name, tables }: Database, table: Table | View): Database {
  return { name, tables: new Map(tables).set(table.name, table) };
}

function tableOf(catalog: Catalog, { database, name, types }: AddedTable): Table | View {
  const table = catalog.databases.get(database)?.tables.get(name);
  if (table === undefined) throw new DryRunError('unknown_table', { name, nearest: null });
  if (table.kind === 'view') return table;
  return {
    ...table,
    columns: table.columns.map((column) => {
      const type = Object.hasOwn(types, column.name) ? types[column.name] : undefined;
      return type === undefined ? column : { ...column, type: parseType(type) };
    }),
  };
}
