import { parseType } from '../sql/type.js';
import { crawlFolder } from './crawl-folder.js';
import type { IgnoredFile } from './data-object.js';
import { createSession } from './duckdb-session.js';
import { takeTable } from './take-table.js';
import type { TakenTable } from './taken-table.js';
import { type WrittenCatalog, writeCatalog } from './write-catalog.js';

export interface CatalogEntry {
  readonly database: string;
  /** Data folder whose tables become the database's. */
  readonly folder: string;
  /** Hive types of columns that the data alone does not tell: text files do not say that `2024` is a string. */
  readonly types?: Readonly<Record<string, string>>;
}

/** What was taken, for people. */
export interface CatalogSummary extends WrittenCatalog {
  /** Files that belong to no table, and objects that do not count. */
  readonly ignored: readonly IgnoredFile[];
}

/**
 * Takes the tables of data folders into one catalog folder. Throws `unreadable_file`, `invalid_catalog` or
 * `duplicate_table`, and `usage` where `out` is something else than a catalog.
 */
export async function catalogFromFolders(
  entries: readonly CatalogEntry[],
  out: string,
): Promise<CatalogSummary> {
  const session = createSession();
  try {
    const ignored: IgnoredFile[] = [];
    const notes: string[] = [];
    const written = await writeCatalog(out, session, async (writer) => {
      for (const { database, folder, types = {} } of entries) {
        writer.addDatabase(database);
        const crawl = crawlFolder(folder);
        ignored.push(...crawl.ignored);
        notes.push(...crawl.notes);
        for (const found of crawl.tables) {
          for (const table of await takeTable(found, session)) {
            await writer.addTable(database, withTypes(table, types));
          }
        }
      }
    });
    return { ...written, notes: [...notes, ...written.notes], ignored };
  } finally {
    session.close();
  }
}

function withTypes(table: TakenTable, types: Readonly<Record<string, string>>): TakenTable {
  return {
    ...table,
    columns: table.columns.map((column) => {
      const type = Object.hasOwn(types, column.name) ? types[column.name] : undefined;
      return type === undefined ? column : { ...column, type: parseType(type) };
    }),
  };
}
