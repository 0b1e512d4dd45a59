import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalog } from '../estimator/catalog/built-in-catalog.js';
import { catalogFromFolders } from '../estimator/catalog/catalog-from-folders.js';
import { copyCatalogFolder } from '../estimator/catalog/copy-catalog-folder.js';
import { readDefinitions } from '../estimator/catalog/declared/read-definitions.js';
import { takeDeclaredCatalog } from '../estimator/catalog/declared/take-declared-catalog.js';
import { isDefinitionFile } from '../estimator/catalog/is-definition-file.js';
import type { CatalogSource } from '../estimator/catalog/load-catalog.js';
import { temporaryFolder } from './temporary-folder.js';

/** What is served, in files of its own. */
export interface Snapshot {
  readonly sources: readonly CatalogSource[];
  readonly delete: () => Promise<void>;
}

/**
 * Takes what is served as catalog folders that nobody else changes: whatever happens to the sources, every page and
 * every estimating process, also one that is started later, sees the same. Throws as `loadCatalog` does, and
 * `unwritable_file`.
 */
export async function takeSnapshot(sources: readonly CatalogSource[]): Promise<Snapshot> {
  const folder = temporaryFolder('catalog');
  const originals = sources.length === 0 ? [{ database: null, path: builtInCatalog() }] : sources;
  try {
    const taken: CatalogSource[] = [];
    for (const [index, source] of originals.entries()) {
      const path = join(await folder.path(), `source-${index}`);
      taken.push({ database: await takeSource(source, path), path });
    }
    return { sources: taken, delete: folder.delete };
  } catch (error) {
    await folder.delete();
    throw error;
  }
}

/** Gives the database that the unqualified tables of the copy are mounted as; definitions know theirs. */
async function takeSource({ database, path }: CatalogSource, out: string): Promise<string | null> {
  if (existsSync(join(path, 'catalog.json'))) {
    copyCatalogFolder(path, out);
    return database;
  }
  if (isDefinitionFile(path)) {
    await takeDeclaredCatalog(readDefinitions(path, database?.toLowerCase() ?? null), [], out);
    return null;
  }
  await catalogFromFolders([{ database: 'default', folder: path }], out);
  return database;
}
