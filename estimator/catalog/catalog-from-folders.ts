import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { formatType } from '../sql/format-type.js';
import { type CatalogFile, relationFiles, type StoredTable } from './catalog-file.js';
import { crawlFolder } from './crawl-folder.js';
import type { IgnoredFile } from './data-object.js';
import { createSession, quoteText, type Session } from './duckdb-session.js';
import { type TakenTable, takeTable } from './take-table.js';

export interface CatalogEntry {
  readonly database: string;
  /** Data folder whose tables become the database's. */
  readonly folder: string;
  /** Hive types of columns that the data alone does not tell: text files do not say that `2024` is a string. */
  readonly types?: Readonly<Record<string, string>>;
}

/** What was taken, for people. */
export interface CatalogSummary {
  readonly databases: readonly { readonly name: string; readonly tables: readonly StoredTable[] }[];
  /** Files that belong to no table. */
  readonly ignored: readonly IgnoredFile[];
}

/**
 * Takes the tables of data folders into one catalog folder. Nothing is left half-written: an older catalog there
 * stays until the new one is whole. Throws `unreadable_file`, `invalid_catalog` or `duplicate_table`.
 */
export async function catalogFromFolders(
  entries: readonly CatalogEntry[],
  out: string,
): Promise<CatalogSummary> {
  const target = resolve(out);
  const temporary = `${target}.part-${process.pid}`;
  const session = createSession();
  try {
    const databases: CatalogFile['databases'] = [];
    const ignored: IgnoredFile[] = [];
    for (const { database, folder, types = {} } of entries) {
      const crawl = crawlFolder(folder);
      ignored.push(...crawl.ignored);
      const tables: StoredTable[] = [];
      for (const found of crawl.tables) {
        for (const table of await takeTable(found, session)) {
          const id = `t${databases.reduce((sum, each) => sum + each.tables.length, tables.length)}`;
          tables.push(await storeTable(table, { id, target, temporary, types }, session));
        }
      }
      databases.push({ name: database.toLowerCase(), tables });
    }
    const file: CatalogFile = { schemaVersion: 1, databases };
    writeFileSync(join(temporary, 'catalog.json'), `${JSON.stringify(file, null, 1)}\n`);
    exchange(temporary, target);
    return { databases, ignored };
  } finally {
    session.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Place {
  readonly id: string;
  readonly target: string;
  readonly temporary: string;
  readonly types: Readonly<Record<string, string>>;
}

async function storeTable(
  table: TakenTable,
  { id, target, temporary, types }: Place,
  session: Session,
): Promise<StoredTable> {
  const { relations } = table;
  const columnOf = ({ name, type }: TakenTable['columns'][number]) => ({ name, type: formatType(type) });
  const stored: StoredTable = {
    id,
    name: table.name,
    location: relative(target, table.location),
    format: table.format,
    codec: table.codec,
    columns: table.columns
      .map(columnOf)
      .map((column) => ({ ...column, type: types[column.name] ?? column.type })),
    partitionKeys: table.partitionKeys.map(columnOf),
    storedBytes: table.storedBytes,
    objects: relations.counts.objects,
    rowGroups: relations.rowGroups === null ? null : relations.counts.rowGroups,
    leaves: [...relations.leaves],
  };
  mkdirSync(temporary, { recursive: true });
  const files = relationFiles(stored);
  const copy = async (relation: string, file: string): Promise<void> => {
    const path = quoteText(join(temporary, file));
    await session.run(`COPY ${relation} TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
    await session.run(`DROP TABLE ${relation}`);
  };
  await copy(relations.partitions, files.partitions);
  await copy(relations.objects, files.objects);
  for (const [index, relation] of (relations.rowGroups ?? []).entries()) {
    await copy(relation, files.rowGroups?.[index] ?? '');
  }
  return stored;
}

/** Puts the new folder in the place of the old one by two renames; a failed second one is undone. */
function exchange(temporary: string, target: string): void {
  const old = `${temporary}.old`;
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (existsSync(old)) renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
