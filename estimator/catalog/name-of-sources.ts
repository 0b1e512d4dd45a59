import type { CatalogSource } from './load-catalog.js';

/** What a catalog is called in messages. */
export function nameOfSources(sources: readonly CatalogSource[]): string {
  return sources.length === 0 ? 'built-in datasets' : sources.map(({ path }) => path).join(', ');
}
