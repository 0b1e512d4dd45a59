import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import { catalogFromFolders } from './catalog-from-folders.js';

/** `catalog from-folder`: the tables of one data folder, as database `default`. Refuses to replace what is no catalog. */
export async function takeCatalogFromFolder(folder: string, out: string): Promise<void> {
  if (existsSync(out) && !existsSync(join(out, 'catalog.json'))) {
    throw new DryRunError('usage', { detail: `${out} exists and is no catalog folder; it is not replaced.` });
  }
  await catalogFromFolders([{ database: 'default', folder }], out);
}
