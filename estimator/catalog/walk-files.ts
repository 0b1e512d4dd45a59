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

/** Every file below a folder that Athena would read: no hidden name on the way, not empty. Sorted by path. */
export function walkFiles(folder: string): readonly FoundFile[] {
  const files: FoundFile[] = [];
  walk(folder, [], [], files);
  return files;
}

/** The visible children of one folder: folders, and files that are not empty. */
export function listFolder(folder: string, folders: readonly string[] = []): FolderEntries {
  const subfolders: string[] = [];
  const files: FoundFile[] = [];
  for (const name of namesIn(folder)) {
    if (isHiddenName(name)) continue;
    const status = statSync(join(folder, name), { throwIfNoEntry: false });
    if (status?.isDirectory()) subfolders.push(name);
    else if (status?.isFile() && status.size > 0) files.push({ folders, name, bytes: status.size });
  }
  return { folders: subfolders, files };
}

function walk(
  root: string,
  folders: readonly string[],
  ancestors: readonly string[],
  files: FoundFile[],
): void {
  const folder = join(root, ...folders);
  const real = realpathSync(folder);
  if (ancestors.includes(real)) {
    throw new DryRunError('invalid_catalog', {
      path: folder,
      detail: 'the folder contains itself by a link.',
    });
  }
  const entries = listFolder(folder, folders);
  files.push(...entries.files);
  for (const name of entries.folders) walk(root, [...folders, name], [...ancestors, real], files);
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
