import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { DryRunError } from '../errors.js';
import type { OutputFile } from './output-files.js';

/** A report never takes the place of what it is made from: files, or what is in folders. Throws `usage`. */
export function refuseOverwriting(outputs: readonly OutputFile[], inputs: readonly string[]): void {
  const read = inputs.filter(existsSync).map((path) => realpathSync(path));
  for (const { written, path } of outputs) {
    if (!existsSync(path) || !read.some((input) => isIn(realpathSync(path), input))) continue;
    throw new DryRunError('usage', { detail: `--output ${written}: this file is read by the same run.` });
  }
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
