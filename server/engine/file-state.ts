import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { DryRunError } from '../../estimator/errors.js';
import type { EngineTable } from './engine-table.js';

/** Changes when one of the files is written to, replaced or deleted. */
export function fileState(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const status = statSync(path, { throwIfNoEntry: false });
    const parts = status === undefined ? ['missing'] : [status.dev, status.ino, status.size, status.mtimeMs];
    hash.update(`${parts.join()}\n`);
  }
  return hash.digest('base64url');
}

/** Throws `query_failed` for a table whose files are no longer those that its estimates are of. */
export function requireUnchanged({ database, table, files, state }: EngineTable): void {
  if (state === undefined || fileState([files].flat()) === state) return;
  const detail = `the files of ${database}.${table} have changed since the server was started. Estimates are of the files as they were; start the server again.`;
  throw new DryRunError('query_failed', { detail });
}
