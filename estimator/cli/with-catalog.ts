import { existsSync } from 'node:fs';
import type { Catalog } from '../catalog/catalog.js';
import type { CatalogSource } from '../catalog/load-catalog.js';

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

/** `PATH` or `NAME=PATH`; a path that exists is a path, also if it is called `year=2024`. */
export function readCatalogSource(text: string): CatalogSource {
  const [, database, path] = /^([A-Za-z_][\w-]*)=(.+)$/s.exec(text) ?? [];
  if (database === undefined || path === undefined || existsSync(text)) return { database: null, path: text };
  return { database, path };
}
