import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolderPrefix } from '../../estimator/temporary-folder-prefix.js';

/** Paths of the temporary folders of this process that are there; `what` says what is in them. */
export function temporaryFolders(what: string): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(temporaryFolderPrefix(what)))
    .map((name) => join(tmpdir(), name));
}
