import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolderPrefix } from '../estimator/temporary-folder-prefix.js';

/** A folder among the machine's temporary files that is this process's alone. */
export interface TemporaryFolder {
  /** Makes it at the first use, and again where that failed: the disk may have room by then. */
  readonly path: () => Promise<string>;
  readonly delete: () => Promise<void>;
}

/** `name` says what is in it. */
export function temporaryFolder(name: string): TemporaryFolder {
  let made: Promise<string> | null = null;
  const make = async (): Promise<string> => {
    try {
      return await mkdtemp(join(tmpdir(), temporaryFolderPrefix(name)));
    } catch (error) {
      made = null;
      throw error;
    }
  };
  return {
    path() {
      made ??= make();
      return made;
    },
    async delete() {
      const path = await made?.catch(() => null);
      if (typeof path === 'string') await rm(path, { recursive: true, force: true });
    },
  };
}
