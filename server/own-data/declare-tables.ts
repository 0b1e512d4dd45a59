import type { DeclaredTable } from '../../estimator/catalog/declared/declared-table.js';
import type { ObjectSource } from '../../estimator/catalog/declared/object-source.js';
import { readDdlCatalog } from '../../estimator/catalog/declared/read-ddl-catalog.js';
import { takeDeclaredTable } from '../../estimator/catalog/declared/take-declared-table.js';
import { createSession } from '../../estimator/catalog/duckdb-session.js';
import { isLocal } from '../../estimator/catalog/object-address.js';
import { writeCatalog } from '../../estimator/catalog/write-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { DeclareJob } from '../jobs/job.js';
import { ownCatalog } from './own-catalog.js';
import { ownDatabase } from './own-database.js';

/**
 * Takes the catalog of the tables and views that a text of DDL defines, all of them in the own database. Nothing of
 * this machine is looked at, whatever their locations are: their sizes are not known. Throws `invalid_catalog` with
 * the place, `limit_exceeded`, or `usage`.
 */
export async function declareTables({ text, folder, limits }: DeclareJob): Promise<null> {
  const declared = readDdlCatalog([{ text, file: 'The DDL', folder: '/', database: ownDatabase }]);
  const names = [...declared.tables, ...declared.views].map(({ name }) => name);
  if (names.length === 0)
    throw new DryRunError('usage', { detail: 'The text defines no table and no view.' });
  refuseMore('The number of own tables', names.length, limits.tablesPerSession);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new DryRunError('usage', { detail: `The text defines ${twice} more than once.` });
  for (const { name, columns } of declared.tables)
    refuseMore(`The number of columns of ${name}`, columns.length, limits.columns);
  const session = createSession();
  try {
    await writeCatalog(ownCatalog(folder), session, async (writer) => {
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
  return null;
}

function refuseMore(what: string, count: number, most: number): void {
  if (count > most) throw new DryRunError('limit_exceeded', { what, limit: formatWholeNumber(most) });
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
