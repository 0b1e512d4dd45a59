import { type Dirent, lstatSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import picomatch from 'picomatch';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import { fitsGlob } from '../glob.js';
import { isExcludedBy } from './fits-patterns.js';

export interface FoundFiles {
  /** Sorted, with paths from the folder. */
  readonly files: readonly string[];
  /** Named one by one, and left out all the same. */
  readonly excluded: readonly string[];
}

/**
 * Files that fit the patterns; a folder stands for the SQL files in it, and links are followed only where they are
 * named themselves, as git has them. A pattern that fits none is an error: a gate that reads nothing would let
 * everything pass. Throws `no_files`, and `unreadable_file` for a folder that cannot be looked into.
 */
export async function findFiles(
  patterns: readonly string[],
  exclude: readonly string[],
  folder: string,
): Promise<FoundFiles> {
  const isExcluded = isExcludedBy(exclude);
  const files = new Set<string>();
  const excluded = new Set<string>();
  for (const written of patterns) {
    const pattern = posix.normalize(written);
    const kind = kindOf(join(folder, pattern));
    if (kind === 'file') {
      (isExcluded(pattern) ? excluded : files).add(pattern);
      continue;
    }
    const found = kind === 'folder' ? await sqlFilesIn(folder, pattern) : await filesThatFit(folder, pattern);
    const kept = found.filter((file) => !isExcluded(file));
    if (kept.length === 0) throw new DryRunError('no_files', { pattern, isExcluded: found.length > 0 });
    for (const file of kept) files.add(file);
  }
  return { files: [...files].sort(), excluded: [...excluded].sort() };
}

/** What is there by this very name is no pattern, whatever characters it has; what starts with a dot is hidden. */
async function sqlFilesIn(folder: string, name: string): Promise<readonly string[]> {
  const base = name.replace(/\/$/, '');
  const isShown = fitsGlob(['**/*.sql']);
  const found = await filesBelow(folder, base);
  return found.filter((file) => isShown(base === '.' ? file : file.slice(base.length + 1)));
}

async function filesThatFit(folder: string, pattern: string): Promise<readonly string[]> {
  const { base, isGlob } = picomatch.scan(pattern);
  if (!isGlob) return [];
  const found = await filesBelow(folder, base === '' ? '.' : base);
  return found.filter(fitsGlob([pattern]));
}

/** Never of interest, and large. */
const neverEntered: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** All regular files, with paths from `folder`; none where nothing has that name. */
async function filesBelow(folder: string, base: string): Promise<readonly string[]> {
  const entries = await entriesOf(join(folder, base));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = base === '.' ? entry.name : `${base}/${entry.name}`;
      if (entry.isDirectory()) return neverEntered.has(entry.name) ? [] : filesBelow(folder, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}

async function entriesOf(path: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new DryRunError('unreadable_file', { path, detail: describeSystemError(error) });
  }
}

function kindOf(path: string): 'file' | 'folder' | null {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}
