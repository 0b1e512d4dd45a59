import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import { type CatalogSummary, catalogFromFolders } from './catalog-from-folders.js';

/** `catalog from-folder`: the tables of one data folder, as database `default`. Refuses to replace what is no catalog. */
export async function takeCatalogFromFolder(folder: string, out: string): Promise<CatalogSummary> {
  if (existsSync(out) && !isReplaceable(out)) {
    throw new DryRunError('usage', { detail: `${out} exists and is no catalog folder; it is not replaced.` });
  }
  return catalogFromFolders([{ database: 'default', folder }], out);
}

function isReplaceable(out: string): boolean {
  return (
    statSync(out).isDirectory() && (existsSync(join(out, 'catalog.json')) || readdirSync(out).length === 0)
  );
}
