import type { Catalog } from '../catalog/catalog.js';
import { readCatalogSource } from '../catalog/read-catalog-source.js';

/** Loads what `--catalog` names (the built-in datasets without it), and closes it after use. */
export async function withCatalog<Result>(
  texts: readonly string[],
  use: (catalog: Catalog) => Promise<Result>,
): Promise<Result> {
  const { loadCatalog } = await import('../catalog/load-catalog.js');
  const catalog = await loadCatalog(texts.map(readCatalogSource));
  try {
    return await use(catalog);
  } finally {
    catalog.close();
  }
}
