import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { Span } from '../sql/span.js';
import type { Catalog, Table, View } from './catalog.js';
import { metadataTable } from './metadata-table.js';

/** The data catalog of Glue; every other name is a data source that a connector reads. */
export const defaultCatalog = 'awsdatacatalog';

/** `table`, `database.table` or `catalog.database.table`, as written. */
interface WrittenName {
  readonly parts: readonly string[];
  readonly span: Span | null;
}

/**
 * The table or view that a name means where unqualified names are looked up in `database`. Throws `unknown_table` or
 * `unknown_database` with the nearest name.
 */
export function lookUpTable(written: WrittenName, catalog: Catalog, database: string): Table | View {
  const { span } = written;
  const parts = written.parts.map((part) => part.toLowerCase());
  const name = parts.at(-1) ?? '';
  const catalogName = parts.at(-3) ?? defaultCatalog;
  if (catalogName !== defaultCatalog) {
    const nearest = nearestName(catalogName, [defaultCatalog]);
    throw new DryRunError('unknown_database', { name: catalogName, nearest }, span);
  }
  const databaseName = parts.length > 1 ? (parts.at(-2) ?? '') : database.toLowerCase();
  const found = catalog.databases.get(databaseName);
  const table = found?.tables.get(name) ?? metadataTable(databaseName, name, catalog);
  if (table !== null) return table;
  if (found === undefined) {
    const nearest = nearestName(databaseName, catalog.databases.keys());
    throw new DryRunError('unknown_database', { name: databaseName, nearest }, span);
  }
  const nearest = nearestName(name, found.tables.keys()) ?? elsewhere(name, catalog);
  throw new DryRunError('unknown_table', { name: written.parts.join('.'), nearest }, span);
}

/** The same name in another database helps more than a similar name in this one. */
function elsewhere(name: string, catalog: Catalog): string | null {
  for (const { name: databaseName, tables } of catalog.databases.values()) {
    if (tables.has(name)) return `${databaseName}.${name}`;
  }
  return null;
}
