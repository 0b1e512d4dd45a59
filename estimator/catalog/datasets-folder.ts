import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the built-in datasets live: `ATHENA_DRYRUN_DATA`, else `datasets/data` in the package's own root.
 * The folder need not exist yet; `<folder>/layouts/*` are the databases once it does.
 */
export function datasetsFolder(): string {
  const override = process.env['ATHENA_DRYRUN_DATA'];
  return override ? resolve(override) : join(packageRoot(), 'datasets', 'data');
}

/** The same file runs from the sources and from `dist/`, so the root is found, not counted in `..`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}
