import { existsSync } from 'node:fs';
import { DryRunError } from '../errors.js';
import type { CatalogSource } from './load-catalog.js';

/**
 * `PATH` or `NAME=PATH`; a path that exists is a path, also if it is called `year=2024`. Throws `usage` for no text at
 * all, which is what a shell makes of a variable that is not set.
 */
export function readCatalogSource(text: string): CatalogSource {
  if (text.trim() === '')
    throw new DryRunError('usage', { detail: 'A catalog is a path; an empty text is none.' });
  const [, database, path] = /^([A-Za-z_][\w-]*)=(.+)$/s.exec(text) ?? [];
  if (database === undefined || path === undefined || existsSync(text)) return { database: null, path: text };
  return { database, path };
}
