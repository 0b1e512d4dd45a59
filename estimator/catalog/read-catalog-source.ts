import { existsSync } from 'node:fs';
import type { CatalogSource } from './load-catalog.js';

/** `PATH` or `NAME=PATH`; a path that exists is a path, also if it is called `year=2024`. */
export function readCatalogSource(text: string): CatalogSource {
  const [, database, path] = /^([A-Za-z_][\w-]*)=(.+)$/s.exec(text) ?? [];
  if (database === undefined || path === undefined || existsSync(text)) return { database: null, path: text };
  return { database, path };
}
