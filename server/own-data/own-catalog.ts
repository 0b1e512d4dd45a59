import { join } from 'node:path';

/** Where the catalog of an own table is, below the folder of its files. */
export function ownCatalog(folder: string): string {
  return join(folder, 'catalog');
}
