import { readFile } from 'node:fs/promises';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';

/** The text of a file that may be large, such as a report. Throws `unreadable_file`. */
export async function readWholeFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new DryRunError('unreadable_file', { path, detail: describeSystemError(error) });
  }
}
