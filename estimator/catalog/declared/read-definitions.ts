import { dirname, extname, resolve } from 'node:path';
import type { DeclaredCatalog } from './declared-table.js';
import { readDdlCatalog } from './read-ddl-catalog.js';
import { readGlueTables } from './read-glue-tables.js';
import { readTextFile } from './read-text-file.js';

/**
 * The tables and views that a file defines: Glue's JSON by its extension, else DDL. `database` is where
 * unqualified names of DDL belong, and takes the place of the databases that Glue names. Throws `unreadable_file` or `invalid_catalog`.
 */
export function readDefinitions(file: string, database: string | null): DeclaredCatalog {
  if (extname(file).toLowerCase() === '.json') return readGlueTables([{ file, database }]);
  return readDdlFiles([file], database ?? 'default');
}

/** The tables and views that files of DDL define, run one after the other. */
export function readDdlFiles(files: readonly string[], database: string): DeclaredCatalog {
  return readDdlCatalog(
    files.map((file) => ({ text: readTextFile(file), file, folder: dirname(resolve(file)), database })),
  );
}
