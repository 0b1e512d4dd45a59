import type { Table, View } from '../../estimator/catalog/catalog.js';
import type { DeclaredTable } from '../../estimator/catalog/declared/declared-table.js';
import type { ObjectSource } from '../../estimator/catalog/declared/object-source.js';
import { readDdlCatalog } from '../../estimator/catalog/declared/read-ddl-catalog.js';
import { takeDeclaredTable } from '../../estimator/catalog/declared/take-declared-table.js';
import { createSession } from '../../estimator/catalog/duckdb-session.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { isLocal } from '../../estimator/catalog/object-address.js';
import { writeCatalog } from '../../estimator/catalog/write-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { ownCatalog } from './own-catalog.js';
import { ownDatabase } from './own-database.js';
import type { OwnTable } from './own-table.js';

/**
 * The tables and views that a text of DDL defines, all of them in the own database. Nothing of this machine is looked
 * at, whatever their locations are: their sizes are not known. Throws `invalid_catalog` with the place, or `usage`.
 */
export async function takeDdl(text: string, folder: string): Promise<readonly OwnTable[]> {
  const declared = readDdlCatalog([{ text, file: 'The DDL', folder: '/', database: ownDatabase }]);
  const names = [...declared.tables, ...declared.views].map(({ name }) => name);
  if (names.length === 0)
    throw new DryRunError('usage', { detail: 'The text defines no table and no view.' });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new DryRunError('usage', { detail: `The text defines ${twice} more than once.` });
  const path = ownCatalog(folder);
  const session = createSession();
  try {
    await writeCatalog(path, session, async (writer) => {
      for (const table of declared.tables) {
        const { table: taken } = await takeDeclaredTable(elsewhere(table), nowhere, session);
        await writer.addTable(ownDatabase, taken);
      }
      for (const view of declared.views)
        writer.addView({ ...view, database: ownDatabase, definedIn: ownDatabase });
    });
  } finally {
    session.close();
  }
  const catalog = await loadCatalog([{ database: ownDatabase, path }]);
  return [...(catalog.databases.get(ownDatabase)?.tables.values() ?? [])].map((table: Table | View) => ({
    name: table.name,
    table,
    origin: 'DDL',
    engineTable: null,
    rows: null,
    types: {},
    isCorrectable: false,
    folder,
    bytes: 0,
    catalog,
  }));
}

/** No location is known to anybody. */
const nowhere: ObjectSource = { covers: () => false, below: () => ({ objects: [], left: [] }) };

/** A location on this machine would be looked into. */
function elsewhere(table: DeclaredTable): DeclaredTable {
  const { location, partitions } = table;
  return {
    ...table,
    database: ownDatabase,
    location: location !== null && isLocal(location) ? null : location,
    partitions: partitions.filter((partition) => !isLocal(partition.location)),
  };
}
