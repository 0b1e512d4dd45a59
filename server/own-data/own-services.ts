import type { Catalog, Database } from '../../estimator/catalog/catalog.js';
import { rememberEstimates } from '../estimates.js';
import type { AddedTable } from '../estimating/added-table.js';
import type { Services } from '../services.js';
import { ownCatalog } from './own-catalog.js';
import { ownDatabase } from './own-database.js';
import type { OwnEngines } from './own-engines.js';
import type { OwnTable } from './own-table.js';

/** The services of a session: its tables are a database beside everybody's, and its queries see both. */
export function ownServices(
  shared: Services,
  session: string,
  tables: ReadonlyMap<string, OwnTable>,
  engines: OwnEngines,
): Services {
  const catalog = withOwn(shared.context.catalog, tables);
  const added = [...tables.values()].map(addedTable);
  const { engine: sharedEngine, engineTableOf, estimators } = shared.context;
  return {
    ...shared,
    everyones: shared,
    estimates: rememberEstimates({ estimators, added }),
    context: {
      ...shared.context,
      catalog,
      added,
      ownTables: tables,
      engineTableOf: (table) =>
        table.database === ownDatabase ? (tables.get(table.name)?.engineTable ?? null) : engineTableOf(table),
      engine: {
        async run(request) {
          const namesOwn = request.database === ownDatabase || mentionsOwn.test(request.sql);
          if (!namesOwn) return sharedEngine.run(request);
          const own = [...tables.values()]
            .map(({ engineTable }) => engineTable)
            .filter((table) => table !== null);
          return engines.run(session, [...own, ...shared.context.engineTables], request);
        },
        close: () => engines.drop(session),
      },
    },
  };
}

/** The session's own engine can answer every query; the text only decides whether it is needed. */
const mentionsOwn = new RegExp(`\\b${ownDatabase}\\b`, 'i');

function addedTable({ name, folder, types }: OwnTable): AddedTable {
  return { database: ownDatabase, name, catalog: ownCatalog(folder), types };
}

function withOwn(catalog: Catalog, tables: ReadonlyMap<string, OwnTable>): Catalog {
  if (tables.size === 0) return catalog;
  const own: Database = {
    name: ownDatabase,
    tables: new Map([...tables].map(([name, { table }]) => [name, table])),
  };
  return { ...catalog, databases: new Map(catalog.databases).set(ownDatabase, own) };
}
