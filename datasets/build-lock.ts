import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processState } from '../estimator/process-state.js';

/** Locks held by this process: a lock file with our own number that is not here was left by a process before us. */
const held = new Set<string>();

const pollMs = 200;

/**
 * Waits until no other build works in `folder`, then keeps others out until the returned function is called. The lock
 * of a process that is gone counts for nothing.
 */
export async function lockBuild(folder: string, onWait: () => void): Promise<() => Promise<void>> {
  const path = join(folder, '.lock');
  for (let waits = 0; !(await tryLock(path)); waits += 1) {
    if (waits === 0) onWait();
    await sleep(pollMs);
  }
  return async () => {
    held.delete(path);
    await rm(path, { force: true });
  };
}

async function tryLock(path: string): Promise<boolean> {
  if (held.has(path)) return false;
  held.add(path);
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    held.delete(path);
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const owner = Number(await readFile(path, 'utf8').catch(() => ''));
  if (owner > 0 && (owner === process.pid || processState(owner) !== 'running'))
    await rm(path, { force: true });
  return false;
}
