import { DryRunError } from '../estimator/errors.js';

/** A full disk as an error that says so, and that it may have room again; other errors stay as they are. */
export function diskFull(error: unknown): unknown {
  if (error instanceof DryRunError || !(error instanceof Error) || !isFull(error)) return error;
  return new DryRunError('busy', { detail: 'The disk of the server is full. Try again later.' });
}

/** Node gives a code, DuckDB the words of the system. */
function isFull(error: Error): boolean {
  const code = 'code' in error ? error.code : null;
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    /No space left on device|Disk quota exceeded/.test(error.message)
  );
}
