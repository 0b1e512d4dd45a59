import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../errors.js';

export interface FoundFile {
  /** Names of the folders between the start and the file. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly bytes: number;
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
  for (const name of namesIn(folder)) {
    if (isHidden(name)) continue;
    const status = statSync(join(folder, name), { throwIfNoEntry: false });
    if (status?.isDirectory()) subfolders.push(name);
    else if (status?.isFile() && status.size > 0) files.push({ folders, name, bytes: status.size });
  }
  return { folders: subfolders, files };
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('unreadable_file', { path: folder, detail });
  }
}
