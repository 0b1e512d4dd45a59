import { join } from 'node:path';
import { formatOfContent } from '../formats/format-of-content.js';
import { formatOfName } from '../formats/format-of-name.js';
import type { StorageFormat } from '../formats/storage-format.js';
import { strayExtensions } from '../formats/stray-extensions.js';
import { type HiveFolder, readHiveFolder } from './hive-partition.js';
import type { FoundFile } from './walk-files.js';

/** A file with what its name and its first bytes say. */
export interface PlacedFile {
  /** Relative to the table, `/` between names. */
  readonly path: string;
  readonly bytes: number;
  /** `unknown`: text that does not say its format. null: no data. */
  readonly format: StorageFormat | 'unknown' | null;
  readonly codec: string;
  readonly hive: readonly HiveFolder[];
}

/** Looks at one file below `location`. Its content is read only where the name says no format. */
export function placeFile(location: string, file: FoundFile): PlacedFile {
  const path = [...file.folders, file.name].join('/');
  const hive = file.folders.map(readHiveFolder).filter((folder) => folder !== null);
  return { path, bytes: file.bytes, hive, ...describeFile(join(location, path), file.name) };
}

function describeFile(path: string, name: string): Pick<PlacedFile, 'format' | 'codec'> {
  const named = formatOfName(name);
  if (named.format !== null) return { format: named.format, codec: named.codec };
  if (strayExtensions.has(extensionOf(named.stem))) return { format: null, codec: 'none' };
  const found = formatOfContent(path);
  const codec = named.codec === 'none' ? found.codec : named.codec;
  if (found.format !== null) return { format: found.format, codec };
  return { format: found.isReadable || named.codec !== 'none' ? 'unknown' : null, codec };
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
