import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DryRunError } from '../errors.js';
import type { Catalog, Database, Table } from './catalog.js';
import { datasetsFolder } from './datasets-folder.js';
import { createSession, type Session } from './duckdb-session.js';
import { readCatalogFolder } from './read-catalog-folder.js';
import { createInventory } from './relation-inventory.js';
import type { TakenTable } from './take-table.js';

/** One `--catalog`: a catalog folder, a data folder or a data file that is no JSON; `database` mounts its unqualified tables. */
export interface CatalogSource {
  readonly database: string | null;
  readonly path: string;
}

/**
 * Loads what an estimate knows about the data; without sources, the built-in datasets. Later sources win. Throws
 * `unreadable_file`, `invalid_catalog` or `datasets_missing`.
 */
export async function loadCatalog(sources: readonly CatalogSource[]): Promise<Catalog> {
  const session = createSession();
  const databases = new Map<string, Map<string, Table>>();
  const add = (database: string, tables: readonly TakenTable[]): void => {
    const known = databases.get(database) ?? new Map<string, Table>();
    databases.set(database, known);
    for (const table of tables) known.set(table.name, toTable(database, table, session));
  };
  try {
    for (const source of sources.length === 0 ? [builtIn()] : sources) await addSource(source, session, add);
  } catch (error) {
    session.close();
    throw error;
  }
  return {
    name: sources.length === 0 ? 'built-in datasets' : sources.map(({ path }) => path).join(', '),
    databases: new Map([...databases].map(([name, tables]): [string, Database] => [name, { name, tables }])),
    close: session.close,
  };
}

function builtIn(): CatalogSource {
  const path = join(datasetsFolder(), 'catalog');
  if (!existsSync(join(path, 'catalog.json'))) throw new DryRunError('datasets_missing', { path });
  return { database: null, path };
}

/** Files of table definitions, by extension. */
const definitionFiles: Readonly<Record<string, string>> = {
  '.sql': 'a file of DDL',
  '.ddl': 'a file of DDL',
  '.json': "Glue's get-tables JSON",
};

type Add = (database: string, tables: readonly TakenTable[]) => void;

async function addSource({ database, path }: CatalogSource, session: Session, add: Add): Promise<void> {
  if (existsSync(join(path, 'catalog.json'))) {
    for (const stored of readCatalogFolder(path))
      add(stored.database === 'default' ? (database ?? 'default') : stored.database, stored.tables);
    return;
  }
  const unread = definitionFiles[extname(path).toLowerCase()];
  if (unread !== undefined && existsSync(path)) {
    throw new DryRunError('invalid_catalog', { path, detail: `${unread} cannot be read as a catalog yet.` });
  }
  const { crawlFolder } = await import('./crawl-folder.js');
  const { takeTable } = await import('./take-table.js');
  const tables: TakenTable[] = [];
  for (const found of crawlFolder(path).tables) tables.push(...(await takeTable(found, session)));
  add((database ?? 'default').toLowerCase(), tables);
}

function toTable(database: string, table: TakenTable, session: Session): Table {
  const { relations, ...described } = table;
  return {
    kind: 'table',
    database,
    ...described,
    inventory: createInventory(relations, table.location, session),
  };
}
