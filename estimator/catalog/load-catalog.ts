import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DryRunError } from '../errors.js';
import type { Catalog, Database, Table } from './catalog.js';
import { crawlFolder } from './crawl-folder.js';
import { datasetsFolder } from './datasets-folder.js';
import { createSession, type Session } from './duckdb-session.js';
import { readCatalogFolder } from './read-catalog-folder.js';
import { createInventory } from './relation-inventory.js';
import { type TakenTable, takeTable } from './take-table.js';

/** One `--catalog`: a catalog folder, a data folder or a data file; `database` mounts its unqualified tables. */
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

type Add = (database: string, tables: readonly TakenTable[]) => void;

async function addSource({ database, path }: CatalogSource, session: Session, add: Add): Promise<void> {
  if (existsSync(join(path, 'catalog.json'))) {
    for (const stored of readCatalogFolder(path))
      add(stored.database === 'default' ? (database ?? 'default') : stored.database, stored.tables);
    return;
  }
  if (['.sql', '.ddl'].includes(extname(path))) {
    throw new DryRunError('invalid_catalog', { path, detail: 'a file of DDL cannot be read as a catalog.' });
  }
  const tables: TakenTable[] = [];
  for (const found of crawlFolder(path)) tables.push(await takeTable(found, session));
  add((database ?? 'default').toLowerCase(), tables);
}

function toTable(database: string, table: TakenTable, session: Session): Table {
  const { relations, ...described } = table;
  return { kind: 'table', database, ...described, inventory: createInventory(relations, session) };
}
