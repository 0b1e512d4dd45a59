import { join } from 'node:path';

/** Where a rewrite puts its files. */
export function rewrittenData(folder: string): string {
  return join(folder, 'data');
}

/** Where a rewrite puts the catalog of its files. */
export function rewrittenCatalog(folder: string): string {
  return join(folder, 'catalog');
}
