import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';

export interface FoundFile {
  /** Names of the folders between the start and the file. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly bytes: number;
  /** Why it, and what may lie below it, cannot be read; null for a file that can. */
  readonly problem: string | null;
}

export interface FolderEntries {
  readonly folders: readonly string[];
  readonly files: readonly FoundFile[];
}

type IsHidden = (name: string) => boolean;

/** Every file below a folder that Athena would read: no hidden name on the way, not empty. Sorted by path. */
export function walkFiles(folder: string, isHidden: IsHidden = isHiddenName): readonly FoundFile[] {
  const files: FoundFile[] = [];
  walk({ root: folder, isHidden, files }, [], []);
  return files;
}

/** The visible children of one folder: folders, and files that are not empty. */
export function listFolder(
  folder: string,
  folders: readonly string[] = [],
  isHidden: IsHidden = isHiddenName,
): FolderEntries {
  const subfolders: string[] = [];
  const files: FoundFile[] = [];
  for (const { name, problem: ofName } of namesIn(folder)) {
    if (isHidden(name)) continue;
    const found = ofName === null ? statusOf(join(folder, name)) : { problem: ofName };
    if (found === null) continue;
    if ('problem' in found) files.push({ folders, name, bytes: 0, problem: found.problem });
    else if (found.isDirectory()) subfolders.push(name);
    else if (found.isFile() && found.size > 0)
      files.push({ folders, name, bytes: found.size, problem: null });
  }
  return { folders: subfolders, files };
}

/** Null for a link to nothing. */
function statusOf(path: string): Stats | { readonly problem: string } | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

interface Walk {
  readonly root: string;
  readonly isHidden: IsHidden;
  readonly files: FoundFile[];
}

function walk(all: Walk, folders: readonly string[], ancestors: readonly string[]): void {
  const folder = join(all.root, ...folders);
  const real = realpathSync(folder);
  if (ancestors.includes(real)) {
    throw new DryRunError('invalid_catalog', {
      path: folder,
      detail: 'the folder contains itself by a link.',
    });
  }
  const entries = listFolder(folder, folders, all.isHidden);
  all.files.push(...entries.files);
  for (const name of entries.folders) walk(all, [...folders, name], [...ancestors, real]);
}

/** https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html: names with `_` or `.` are hidden. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

interface Name {
  readonly name: string;
  readonly problem: string | null;
}

/** Keys in S3 are UTF-8; names on this disk may be any bytes. */
function namesIn(folder: string): readonly Name[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' })
      .map((bytes) => {
        const name = bytes.toString('utf8');
        const isText = Buffer.from(name, 'utf8').equals(bytes);
        return { name, problem: isText ? null : 'its name is not UTF-8, which no object in S3 can have' };
      })
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('unreadable_file', { path: folder, detail });
  }
}
