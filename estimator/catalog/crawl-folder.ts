import { existsSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import type { FoundTable, IgnoredFile } from './data-object.js';
import { findTableOfFolder, isLakeFolder } from './find-lake-table.js';
import { findTable, tableOfFile } from './find-table.js';
import { readHiveFolder } from './hive-partition.js';
import { type FolderEntries, type FoundFile, listFolder, walkFiles } from './walk-files.js';

export interface Crawl {
  readonly tables: readonly FoundTable[];
  readonly ignored: readonly IgnoredFile[];
  /** Sentences about what may surprise in the tables. */
  readonly notes: readonly string[];
}

/**
 * The tables of a data folder. Each child is one: a folder, or a file named without its extension. A folder that
 * itself holds `key=value` folders or, without other folders, data files is one table named after it; a single file
 * can be asked for by its own name too. Throws `unreadable_file`, `invalid_catalog` or `duplicate_table`.
 */
export function crawlFolder(path: string): Crawl {
  const folder = resolve(path);
  const status = statusOf(path);
  const crawl = status.isDirectory() ? crawlTables(folder) : crawlFile(folder, status.size);
  if (crawl.tables.length === 0) {
    throw new DryRunError('invalid_catalog', {
      path,
      detail:
        'it holds no data files; empty files and names with _ or . in front do not count, as in Athena.',
    });
  }
  requireDistinctNames(crawl.tables);
  return crawl;
}

function statusOf(path: string): Stats {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status !== undefined) return status;
  } catch (error) {
    throw new DryRunError('unreadable_file', { path, detail: describeSystemError(error) });
  }
  throw new DryRunError('unreadable_file', { path, detail: 'there is no such file or folder.' });
}

function crawlFile(path: string, bytes: number): Crawl {
  const table =
    bytes === 0
      ? null
      : tableOfFile(dirname(path), { folders: [], name: basename(path), bytes, problem: null });
  return collect([table], []);
}

function crawlTables(folder: string): Crawl {
  if (isLakeFolder(folder)) return collect([findTableOfFolder(basename(folder), folder)], []);
  const entries = listFolder(folder);
  if (entries.folders.some((name) => readHiveFolder(name) !== null)) {
    return collect([findTable(basename(folder), folder, walkFiles(folder))], []);
  }
  return entries.folders.length === 0 ? crawlFlat(folder, entries.files) : crawlChildren(folder, entries);
}

/** Files side by side: one table, and each its own where they are no one table. */
function crawlFlat(folder: string, files: readonly FoundFile[]): Crawl {
  const { tables: apart, ignored } = eachFile(folder, files);
  const names = new Set(apart.map(({ name }) => name));
  const canBeApart = names.size === apart.length;
  if (apart.length <= 1) {
    const whole = findTable(basename(folder), folder, files);
    const [file] = apart;
    if (whole === null || file === undefined) return { ...collect([whole], []), ignored };
    if (whole.name === file.name) return collect([file], ignored);
    const note = `${whole.name} and ${file.name} are the same file: it has the name of its folder and its own.`;
    return { tables: [whole, file], ignored, notes: [note] };
  }
  try {
    const whole = findTable(basename(folder), folder, files);
    return collect(whole === null ? [] : [{ ...whole, apart: canBeApart ? apart : [] }], []);
  } catch (error) {
    if (error instanceof DryRunError && error.code === 'invalid_catalog' && canBeApart) {
      return collect(apart, ignored);
    }
    throw error;
  }
}

function crawlChildren(folder: string, { folders, files }: FolderEntries): Crawl {
  const isCatalog = (name: string): boolean => existsSync(join(folder, name, 'catalog.json'));
  const ignored = folders
    .filter(isCatalog)
    .map((name) => ({ path: join(folder, name), reason: 'it is a catalog folder' }));
  const tables = folders
    .filter((name) => !isCatalog(name))
    .map((name) => findTableOfFolder(name, join(folder, name)));
  const single = eachFile(folder, files);
  return collect([...tables, ...single.tables], [...ignored, ...single.ignored]);
}

function eachFile(folder: string, files: readonly FoundFile[]): Crawl {
  const tables: FoundTable[] = [];
  const ignored: IgnoredFile[] = [];
  for (const file of files) {
    const table = tableOfFile(folder, file);
    if (table === null)
      ignored.push({
        path: join(folder, file.name),
        reason: file.problem ?? 'it is no data of a known format',
      });
    else tables.push(table);
  }
  return collect(tables, ignored);
}

function collect(tables: readonly (FoundTable | null)[], ignored: readonly IgnoredFile[]): Crawl {
  const found = tables.filter((table) => table !== null);
  return { tables: found, ignored: [...found.flatMap((table) => table.ignored), ...ignored], notes: [] };
}

function requireDistinctNames(tables: readonly FoundTable[]): void {
  const places = new Map<string, string>();
  for (const { name, location } of tables) {
    const place = places.get(name);
    if (place !== undefined)
      throw new DryRunError('duplicate_table', { name, detail: `${place} and ${location}` });
    places.set(name, location);
  }
}
