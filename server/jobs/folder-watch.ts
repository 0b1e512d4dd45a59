import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';

export interface FolderWatch {
  /** Aborted with `limit_exceeded` when the folder holds more than it may. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** How often the size of the folder is looked at: a fast disk writes some 200 MB meanwhile. */
const lookMs = 200;

/** Looks at the size of a folder, and of all below it, until it is stopped. */
export function watchFolder(folder: string, mostBytes: number): FolderWatch {
  const over = new AbortController();
  let isStopped = false;
  const look = async (): Promise<void> => {
    const bytes = await bytesBelow(folder);
    if (bytes > mostBytes) {
      const limit = formatBytes(mostBytes);
      over.abort(new DryRunError('limit_exceeded', { what: 'What is written', limit }));
    } else if (!isStopped) timer = setTimeout(look, lookMs);
  };
  let timer = setTimeout(look, lookMs);
  return {
    signal: over.signal,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Files may come and go meanwhile. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (name) => {
      const status = await stat(join(folder, name)).catch(() => null);
      return status?.isFile() ? status.size : 0;
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
