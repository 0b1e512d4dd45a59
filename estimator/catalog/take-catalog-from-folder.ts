import { type CatalogSummary, catalogFromFolders } from './catalog-from-folders.js';

/** `catalog from-folder`: the tables of one data folder, as database `default`. */
export async function takeCatalogFromFolder(folder: string, out: string): Promise<CatalogSummary> {
  return catalogFromFolders([{ database: 'default', folder }], out);
}
