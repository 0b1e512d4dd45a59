import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalog } from './built-in-catalog.js';
import type { Catalog, Database, Table, View } from './catalog.js';
import { createSession, type Session } from './duckdb-session.js';
import { isDefinitionFile } from './is-definition-file.js';
import { nameOfSources } from './name-of-sources.js';
import { readCatalogFolder } from './read-catalog-folder.js';
import { createInventory } from './relation-inventory.js';
import type { TakenTable } from './taken-table.js';

/**
 * One `--catalog`: a catalog folder, a data folder, a data file that is no JSON, a file of DDL (`.sql`, `.ddl`,
 * `.hql`) or Glue's tables (`.json`); `database` mounts its unqualified tables.
 */
export interface CatalogSource {
  readonly database: string | null;
  readonly path: string;
}

/**
 * Loads what an estimate knows about the data; without sources, the built-in datasets. Later sources win. Throws
 * `unreadable_file`, `invalid_catalog`, `duplicate_table` or `datasets_missing`.
 */
export async function loadCatalog(sources: readonly CatalogSource[]): Promise<Catalog> {
  const session = createSession();
  const databases = new Map<string, Map<string, Table | View>>();
  const tablesOf = (database: string): Map<string, Table | View> => {
    const known = databases.get(database) ?? new Map<string, Table | View>();
    databases.set(database, known);
    return known;
  };
  const addTables: AddTables = (database, tables) => {
    const known = tablesOf(database);
    for (const table of tables) known.set(table.name, toTable(database, table, session));
  };
  const addViews: AddViews = (views) => {
    for (const view of views) tablesOf(view.database).set(view.name, view);
  };
  try {
    for (const source of sources.length === 0 ? [{ database: null, path: builtInCatalog() }] : sources) {
      await addSource(source, session, addTables, addViews);
    }
  } catch (error) {
    session.close();
    throw error;
  }
  return {
    name: nameOfSources(sources),
    databases: new Map([...databases].map(([name, tables]): [string, Database] => [name, { name, tables }])),
    close: session.close,
  };
}

/** Of no table, the database at least is known. */
type AddTables = (database: string, tables: readonly TakenTable[]) => void;
type AddViews = (views: readonly View[]) => void;

async function addSource(
  { database, path }: CatalogSource,
  session: Session,
  addTables: AddTables,
  addViews: AddViews,
): Promise<void> {
  const mounted = (database ?? 'default').toLowerCase();
  if (existsSync(join(path, 'catalog.json'))) {
    const place = (name: string): string => (name === 'default' ? mounted : name);
    for (const stored of readCatalogFolder(path)) {
      addTables(place(stored.database), stored.tables);
      addViews(
        stored.views.map((view) => ({
          ...view,
          database: place(view.database),
          definedIn: place(view.definedIn),
        })),
      );
    }
    return;
  }
  if (isDefinitionFile(path)) {
    const { readDefinitions } = await import('./declared/read-definitions.js');
    const { localSource } = await import('./declared/object-source.js');
    const { takeDeclaredTable } = await import('./declared/take-declared-table.js');
    const declared = readDefinitions(path, database?.toLowerCase() ?? null);
    for (const name of declared.databases) addTables(name, []);
    for (const table of declared.tables) {
      addTables(table.database, [(await takeDeclaredTable(table, localSource, session)).table]);
    }
    addViews(declared.views);
    return;
  }
  const { crawlFolder } = await import('./crawl-folder.js');
  const { takeTable } = await import('./take-table.js');
  const tables: TakenTable[] = [];
  for (const found of crawlFolder(path).tables) tables.push(...(await takeTable(found, session)));
  addTables(mounted, tables);
}

function toTable(database: string, taken: TakenTable, session: Session): Table {
  const { relations, ...described } = taken;
  return { kind: 'table', database, ...described, inventory: createInventory(taken, session) };
}
