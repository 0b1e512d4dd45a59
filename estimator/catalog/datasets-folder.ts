import { resolve } from 'node:path';
import { packageFolder } from '../package-folder.js';

/**
 * Where the built-in datasets live: `ATHENA_DRYRUN_DATA`, else `datasets/data` in the package's own root.
 * The folder need not exist yet; `<folder>/layouts/*` are the databases once it does.
 */
export function datasetsFolder(): string {
  const override = process.env['ATHENA_DRYRUN_DATA'];
  return override ? resolve(override) : packageFolder('datasets', 'data');
}
