import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { formatType } from '../sql/format-type.js';
import type { StoredTable } from './catalog-file.js';
import { crawlFolder } from './crawl-folder.js';
import { createSession, quoteText, type Session } from './duckdb-session.js';
import { type TakenTable, takeTable } from './take-table.js';

export interface CatalogEntry {
  readonly database: string;
  /** Data folder whose tables become the database's. */
  readonly folder: string;
  /** Hive types of columns that the data alone does not tell: text files do not say that `2024` is a string. */
  readonly types?: Readonly<Record<string, string>>;
}

/** Takes the tables of data folders into one catalog folder. Nothing is left half-written. */
export async function catalogFromFolders(entries: readonly CatalogEntry[], out: string): Promise<void> {
  const target = resolve(out);
  const temporary = `${target}.part-${process.pid}`;
  const session = createSession();
  mkdirSync(temporary, { recursive: true });
  try {
    const databases: { name: string; tables: StoredTable[] }[] = [];
    for (const { database, folder, types = {} } of entries) {
      const tables: StoredTable[] = [];
      for (const found of crawlFolder(folder)) {
        const id = `t${databases.length * 1000 + tables.length}`;
        const stored = await storeTable(await takeTable(found, session), id, target, temporary, session);
        tables.push({
          ...stored,
          columns: stored.columns.map((column) => ({ ...column, type: types[column.name] ?? column.type })),
        });
      }
      databases.push({ name: database, tables });
    }
    writeFileSync(
      join(temporary, 'catalog.json'),
      `${JSON.stringify({ schemaVersion: 1, databases }, null, 1)}\n`,
    );
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(temporary, target);
  } finally {
    session.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function storeTable(
  table: TakenTable,
  id: string,
  target: string,
  temporary: string,
  session: Session,
): Promise<StoredTable> {
  const { relations } = table;
  const copy = async (relation: string | null, name: string): Promise<void> => {
    if (relation === null) return;
    const file = join(temporary, `${id}.${name}.parquet`);
    await session.run(`COPY ${relation} TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd)`);
    await session.run(`DROP TABLE ${relation}`);
  };
  await copy(relations.partitions, 'partitions');
  await copy(relations.objects, 'objects');
  await copy(relations.rowGroups, 'row_groups');
  const columnOf = ({ name, type }: TakenTable['columns'][number]) => ({ name, type: formatType(type) });
  return {
    id,
    name: table.name,
    location: relative(target, table.location),
    format: table.format,
    codec: table.codec,
    columns: table.columns.map(columnOf),
    partitionKeys: table.partitionKeys.map(columnOf),
    storedBytes: table.storedBytes,
    hasRowGroups: relations.rowGroups !== null,
    leaves: [...relations.leaves],
  };
}
