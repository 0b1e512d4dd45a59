import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processState } from '../estimator/process-state.js';
import { processOfTemporaryFolder } from '../estimator/temporary-folder-prefix.js';

/**
 * Deletes the temporary folders of our processes that were killed before they could. Only folders of this user go; one
 * whose process number is in use, by whomever, stays, and so does one that cannot be deleted.
 */
export async function sweepTemporaryFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  await Promise.all(names.map(sweep));
}

async function sweep(name: string): Promise<void> {
  const pid = processOfTemporaryFolder(name);
  if (pid === null || processState(pid) !== 'ended') return;
  const path = join(tmpdir(), name);
  try {
    if (await isOwnFolder(path)) await rm(path, { recursive: true, force: true });
  } catch {
    // Another server may sweep it at the same time.
  }
}

/** A link is no folder, wherever it leads. */
async function isOwnFolder(path: string): Promise<boolean> {
  const status = await lstat(path);
  const user = process.getuid?.();
  return status.isDirectory() && (user === undefined || status.uid === user);
}
