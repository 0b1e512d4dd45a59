import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** From the root of the git repository to a folder in it, with slashes; empty at the root or outside of one. */
export function repositoryFolder(folder: string): string {
  for (let root = resolve(folder); ; root = dirname(root)) {
    // In a worktree or submodule `.git` is a file.
    if (existsSync(join(root, '.git'))) return relative(root, resolve(folder)).split(sep).join('/');
    if (dirname(root) === root) return '';
  }
}
