import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';

/**
 * Files that fit the patterns, sorted, with paths from the folder; a folder stands for the SQL files in it. A pattern that fits none is an error: a gate that
 * reads nothing would let everything pass. Throws `no_files`.
 */
export async function findFiles(
  patterns: readonly string[],
  exclude: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const { glob, escapePath } = await import('tinyglobby');
  const files = new Set<string>();
  for (const pattern of patterns) {
    if (pattern.trim() === '') throw new DryRunError('no_files', { pattern });
    const kind = kindOf(join(folder, pattern));
    // What is there by this very name is no pattern, whatever characters it has.
    const path = kind === null ? pattern : escapePath(pattern);
    const found = await glob([kind === 'folder' ? `${path}/**/*.sql` : path], {
      cwd: folder,
      ignore: ['**/node_modules/**', '**/.git/**', ...exclude],
      expandDirectories: false,
    });
    if (found.length === 0) throw new DryRunError('no_files', { pattern });
    for (const file of found) files.add(file);
  }
  return [...files].sort();
}

function kindOf(path: string): 'file' | 'folder' | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isDirectory() ? 'folder' : 'file';
}
