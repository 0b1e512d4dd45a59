import type { Table, View } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { TableReference } from '../sql/tree.js';
import type { Binder } from './binder.js';
import { plainName } from './relation.js';
import { written } from './scope.js';

/** The data catalog of Glue; every other name is a data source that a connector reads. */
export const defaultCatalog = 'awsdatacatalog';

/** The table or view that a reference names; throws `unknown_table` or `unknown_database` with the nearest name. */
export function findTable(
  reference: Pick<TableReference, 'name' | 'span'>,
  { catalog, database }: Pick<Binder, 'catalog' | 'database'>,
): Table | View {
  const parts = reference.name.map(plainName);
  const name = parts.at(-1) ?? '';
  const catalogName = parts.at(-3) ?? defaultCatalog;
  if (catalogName !== defaultCatalog) {
    const nearest = nearestName(catalogName, [defaultCatalog]);
    throw new DryRunError('unknown_database', { name: catalogName, nearest }, reference.span);
  }
  const databaseName = parts.length > 1 ? (parts.at(-2) ?? '') : database.toLowerCase();
  const found = catalog.databases.get(databaseName);
  const table = found?.tables.get(name);
  if (table !== undefined) return table;
  if (found === undefined) {
    const nearest = nearestName(databaseName, catalog.databases.keys());
    throw new DryRunError('unknown_database', { name: databaseName, nearest }, reference.span);
  }
  const nearest = nearestName(name, found?.tables.keys() ?? []) ?? elsewhere(name, catalog);
  throw new DryRunError('unknown_table', { name: written(reference.name), nearest }, reference.span);
}

/** The same name in another database helps more than a similar name in this one. */
function elsewhere(name: string, catalog: Binder['catalog']): string | null {
  for (const { name: databaseName, tables } of catalog.databases.values()) {
    if (tables.has(name)) return `${databaseName}.${name}`;
  }
  return null;
}
