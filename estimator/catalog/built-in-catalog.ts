import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import { datasetsFolder } from './datasets-folder.js';

/** The catalog folder of the built-in datasets. Throws `datasets_missing`. */
export function builtInCatalog(): string {
  const path = join(datasetsFolder(), 'catalog');
  if (!existsSync(join(path, 'catalog.json'))) throw new DryRunError('datasets_missing', { path });
  return path;
}
