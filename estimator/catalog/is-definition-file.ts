import { statSync } from 'node:fs';
import { extname } from 'node:path';

const extensions: ReadonlySet<string> = new Set(['.sql', '.ddl', '.hql', '.json']);

/** Whether a path is a file of table definitions: DDL, or JSON of Glue. */
export function isDefinitionFile(path: string): boolean {
  return (
    extensions.has(extname(path).toLowerCase()) &&
    statSync(path, { throwIfNoEntry: false })?.isFile() === true
  );
}
