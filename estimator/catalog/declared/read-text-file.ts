import { readFileSync } from 'node:fs';
import { DryRunError } from '../../errors.js';

/** The text of a file, without a byte order mark. Throws `unreadable_file`. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('unreadable_file', { path: file, detail });
  }
}
