import { storageFormats } from './registry.js';
import type { StorageFormat } from './storage-format.js';

/** How a format named in a report stores rows; null for a name that is no one format (`mixed`, ...). */
export function layoutOf(format: string): StorageFormat['layout'] | null {
  return Object.values(storageFormats).find(({ name }) => name === format)?.layout ?? null;
}
