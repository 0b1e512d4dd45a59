import { constants, copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DryRunError } from '../errors.js';
import { type CatalogFile, relationFiles, type StoredTable } from './catalog-file.js';
import { isAddress } from './object-address.js';
import { readCatalogFile } from './read-catalog-file.js';

/**
 * Copies a catalog folder; its tables stay where they are. Throws `invalid_catalog`, also where the folder is replaced
 * meanwhile, and `unwritable_file`.
 */
export function copyCatalogFolder(from: string, to: string): void {
  const before = identityOf(from);
  const catalog = readCatalogFile(from);
  try {
    mkdirSync(to, { recursive: true });
    for (const table of catalog.databases.flatMap(({ tables }) => tables)) copyRelations(table, from, to);
    writeFileSync(join(to, 'catalog.json'), JSON.stringify(withAbsoluteAddresses(catalog, from)));
  } catch (error) {
    if (error instanceof DryRunError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('unwritable_file', { path: to, detail });
  }
  if (identityOf(from) === before) return;
  throw new DryRunError('invalid_catalog', { path: from, detail: 'it was replaced while it was read.' });
}

/** A catalog is replaced as a whole folder. */
function identityOf(folder: string): string {
  const { dev, ino, mtimeMs } = statSync(join(folder, 'catalog.json'));
  return [dev, ino, mtimeMs].join();
}

function copyRelations(table: StoredTable, from: string, to: string): void {
  const { partitions, objects, objectBounds, rowGroups } = relationFiles(table);
  const bounds = table.objectBounds === undefined ? [] : [objectBounds];
  for (const name of [partitions, objects, ...bounds, ...(rowGroups ?? [])]) {
    try {
      copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new DryRunError('invalid_catalog', { path: from, detail: `its file ${name} is missing.` });
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function withAbsoluteAddresses(catalog: CatalogFile, from: string): CatalogFile {
  const addressFrom = (address: string): string =>
    address === '' || isAddress(address) ? address : resolve(from, address);
  return {
    ...catalog,
    databases: catalog.databases.map((database) => ({
      ...database,
      tables: database.tables.map((table) => ({
        ...table,
        location: addressFrom(table.location),
        ...(table.projection === undefined
          ? {}
          : { projection: { ...table.projection, root: addressFrom(table.projection.root) } }),
      })),
    })),
  };
}
