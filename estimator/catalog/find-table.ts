import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import { formatOfContent } from '../formats/format-of-content.js';
import { formatOfName } from '../formats/format-of-name.js';
import { storageFormats } from '../formats/registry.js';
import type { StorageFormat } from '../formats/storage-format.js';
import type { DataObject, FoundTable } from './data-object.js';
import { type HiveFolder, readHiveFolder } from './hive-partition.js';
import type { FoundFile } from './walk-files.js';

interface PlacedFile {
  readonly path: string;
  readonly bytes: number;
  readonly format: StorageFormat | null;
  readonly codec: string;
  readonly hive: readonly HiveFolder[];
}

/**
 * The table that the files below a folder make, or null without files. Throws `invalid_catalog` where they make no
 * one table: two formats, or folders that name different partition keys.
 */
export function findTable(name: string, location: string, files: readonly FoundFile[]): FoundTable | null {
  const placed = files.map((file) => placeFile(location, file));
  const first = placed[0];
  if (first === undefined) return null;
  const format = oneFormat(location, placed);
  const partitionKeys = first.hive.map(({ key }) => key);
  for (const file of placed) requireKeys(location, first, file, partitionKeys);
  const { partitions, positions } = collectPartitions(placed);
  const objects = placed.map((file): DataObject => {
    const partition = positions.get(partitionIdentity(file)) ?? 0;
    return { path: file.path, bytes: file.bytes, partition, codec: file.codec };
  });
  return { name: name.toLowerCase(), location, format, partitionKeys, partitions, objects };
}

/** The table that one file makes. */
export function tableOfFile(folder: string, file: FoundFile): FoundTable {
  const path = join(folder, file.name);
  const { format, codec } = describeFile(path, file.name);
  const objects: DataObject[] = [{ path: '', bytes: file.bytes, partition: 0, codec }];
  const name = formatOfName(file.name).stem.toLowerCase();
  const known = format ?? storageFormats.text;
  return { name, location: path, format: known, partitionKeys: [], partitions: [[]], objects };
}

/** Whether a file is data by its name or its first bytes: a README beside tables is not. */
export function isDataFile(folder: string, file: FoundFile): boolean {
  return describeFile(join(folder, file.name), file.name).format !== null;
}

function placeFile(location: string, file: FoundFile): PlacedFile {
  const path = [...file.folders, file.name].join('/');
  const hive = file.folders.map(readHiveFolder).filter((folder) => folder !== null);
  return { path, bytes: file.bytes, hive, ...describeFile(join(location, path), file.name) };
}

function describeFile(path: string, name: string): { format: StorageFormat | null; codec: string } {
  const named = formatOfName(name);
  if (named.format !== null) return named;
  const found = formatOfContent(path);
  return { format: found.format, codec: named.codec === 'none' ? found.codec : named.codec };
}

/** A table has one SerDe; a file that does not say its format is taken for the table's. */
function oneFormat(location: string, files: readonly PlacedFile[]): StorageFormat {
  const first = files.find(({ format }) => format !== null);
  const other = files.find(({ format }) => format !== null && format !== first?.format);
  if (first?.format && other?.format) {
    throw new DryRunError('invalid_catalog', {
      path: location,
      detail: `${first.path} is ${first.format.name}, ${other.path} is ${other.format.name}; a table has one format.`,
    });
  }
  return first?.format ?? storageFormats.text;
}

function requireKeys(location: string, first: PlacedFile, file: PlacedFile, keys: readonly string[]): void {
  const isSame = file.hive.length === keys.length && file.hive.every(({ key }, index) => key === keys[index]);
  if (isSame && new Set(keys).size === keys.length) return;
  const detail = isSame
    ? `${file.path} names a partition key twice.`
    : `${first.path} and ${file.path} have different partition keys.`;
  throw new DryRunError('invalid_catalog', { path: location, detail });
}

function collectPartitions(files: readonly PlacedFile[]): {
  readonly partitions: readonly (readonly (string | null)[])[];
  readonly positions: ReadonlyMap<string, number>;
} {
  const partitions: (readonly (string | null)[])[] = [];
  const positions = new Map<string, number>();
  for (const file of files) {
    const identity = partitionIdentity(file);
    if (positions.has(identity)) continue;
    positions.set(identity, partitions.length);
    partitions.push(file.hive.map(({ value }) => value));
  }
  return { partitions, positions };
}

function partitionIdentity(file: PlacedFile): string {
  return JSON.stringify(file.hive.map(({ value }) => value));
}
