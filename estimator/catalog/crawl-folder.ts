import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DryRunError } from '../errors.js';
import type { FoundTable } from './data-object.js';
import { findTable, isDataFile, tableOfFile } from './find-table.js';
import { readHiveFolder } from './hive-partition.js';
import { type FolderEntries, listFolder, walkFiles } from './walk-files.js';

/**
 * The tables of a data folder: each child is one; a folder that itself holds `key=value` folders, or several data
 * files of which none is in a folder, is one table named after it.
 */
export function crawlFolder(path: string): readonly FoundTable[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined)
    throw new DryRunError('unreadable_file', { path, detail: 'there is no such file or folder.' });
  if (status.isFile())
    return [tableOfFile(dirname(path), { folders: [], name: basename(path), bytes: status.size })];
  const entries = listFolder(path);
  const tables = isOneTable(path, entries)
    ? [findTable(basename(path), path, walkFiles(path))]
    : childTables(path, entries);
  const found = tables.filter((table) => table !== null);
  if (found.length === 0)
    throw new DryRunError('invalid_catalog', { path, detail: 'it holds no data files.' });
  requireDistinctNames(found);
  return found;
}

function isOneTable(path: string, { folders, files }: FolderEntries): boolean {
  if (folders.some((name) => readHiveFolder(name) !== null)) return true;
  return folders.length === 0 && files.filter((file) => isDataFile(path, file)).length > 1;
}

function childTables(path: string, { folders, files }: FolderEntries): readonly (FoundTable | null)[] {
  return [
    ...folders.map((name) => findTable(name, join(path, name), walkFiles(join(path, name)))),
    ...files.filter((file) => isDataFile(path, file)).map((file) => tableOfFile(path, file)),
  ];
}

function requireDistinctNames(tables: readonly FoundTable[]): void {
  const names = new Set<string>();
  for (const { name } of tables) {
    if (names.has(name)) throw new DryRunError('duplicate_table', { name });
    names.add(name);
  }
}
