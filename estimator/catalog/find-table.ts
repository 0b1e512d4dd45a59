import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import { formatOfName } from '../formats/format-of-name.js';
import { storageFormats } from '../formats/registry.js';
import type { StorageFormat } from '../formats/storage-format.js';
import { comparePartitions } from './compare-partitions.js';
import type { DataObject, FoundTable, IgnoredFile } from './data-object.js';
import { type PlacedFile, placeFile } from './place-file.js';
import type { FoundFile } from './walk-files.js';

/** Data of a known format, or text of an unknown one. */
interface DataFile extends PlacedFile {
  readonly format: StorageFormat | 'unknown';
}

/**
 * The table that the files below a folder make, or null where none of them holds data. Throws `invalid_catalog` where
 * they make no one table: a columnar format beside another one, or folders that name different partition keys.
 */
export function findTable(name: string, location: string, files: readonly FoundFile[]): FoundTable | null {
  const ignored: IgnoredFile[] = [];
  const placed = readable(location, files, ignored).map((file) => placeFile(location, file));
  const data = placed.filter((file) => isData(location, file, ignored));
  const table = tableOf(location, data, ignored);
  if (table === null) return null;
  return { name: name.toLowerCase(), location, ...table, ignored, apart: [] };
}

/** The table that one file makes, named after it; null for a file that does not say what data it is. */
export function tableOfFile(folder: string, file: FoundFile): FoundTable | null {
  if (file.problem !== null) return null;
  const placed = placeFile(folder, file);
  if (placed.format === null || placed.format === 'unknown') return null;
  const { format, codec, bytes } = placed;
  return {
    name: formatOfName(file.name).stem.toLowerCase(),
    location: join(folder, file.name),
    layout: format.layout,
    partitionKeys: [],
    partitions: [[]],
    objects: [{ path: '', bytes, partition: 0, format, codec }],
    ignored: [],
    apart: [],
  };
}

function readable(
  location: string,
  files: readonly FoundFile[],
  ignored: IgnoredFile[],
): readonly FoundFile[] {
  return files.filter(({ folders, name, problem }) => {
    if (problem !== null) ignored.push({ path: join(location, ...folders, name), reason: problem });
    return problem === null;
  });
}

function isData(location: string, file: PlacedFile, ignored: IgnoredFile[]): file is DataFile {
  if (file.format !== null) return true;
  ignored.push({ path: join(location, file.path), reason: 'it is no data of a known format' });
  return false;
}

type TableParts = Pick<FoundTable, 'layout' | 'partitionKeys' | 'partitions' | 'objects'>;

function tableOf(location: string, files: readonly DataFile[], ignored: IgnoredFile[]): TableParts | null {
  const format = mainFormat(location, files);
  const fitting = files.filter((file) => {
    const fits = format.layout === 'row' || file.format !== 'unknown';
    if (!fits) ignored.push({ path: join(location, file.path), reason: `it is no ${format.name}` });
    return fits;
  });
  const partitionKeys = keysOf(location, fitting);
  const inPartitions = fitting.filter((file) => {
    const isInside = file.hive.length > 0 || partitionKeys.length === 0;
    if (!isInside)
      ignored.push({ path: join(location, file.path), reason: 'it lies outside of the partitions' });
    return isInside;
  });
  if (inPartitions.length === 0) return null;
  const partitions = sortedPartitions(inPartitions);
  const positions = new Map(partitions.map((values, position) => [JSON.stringify(values), position]));
  const objects = inPartitions
    .map((file): DataObject => {
      const partition = positions.get(identityOf(file)) ?? 0;
      const own = file.format === 'unknown' ? format : file.format;
      return { path: file.path, bytes: file.bytes, partition, format: own, codec: file.codec };
    })
    .sort((left, right) => left.partition - right.partition || compareText(left.path, right.path));
  return { layout: format.layout, partitionKeys, partitions, objects };
}

/** Row formats may stand side by side, each object read whole; chunks of columns and whole objects may not. */
function mainFormat(location: string, files: readonly DataFile[]): StorageFormat {
  const known = files.flatMap(({ path, format }) => (format === 'unknown' ? [] : [{ path, format }]));
  const columnar = known.find(({ format }) => format.layout === 'columnar');
  const other = known.find(({ format }) => format !== columnar?.format);
  if (columnar === undefined) return known[0]?.format ?? storageFormats.text;
  if (other === undefined) return columnar.format;
  const detail = `${columnar.path} is ${columnar.format.name}, ${other.path} is ${other.format.name}; a table has one format.`;
  throw new DryRunError('invalid_catalog', { path: location, detail });
}

/** The keys of the files that lie in `key=value` folders; all of them name the same keys. */
function keysOf(location: string, files: readonly DataFile[]): readonly string[] {
  const first = files.find(({ hive }) => hive.length > 0);
  if (first === undefined) return [];
  const keys = first.hive.map(({ key }) => key);
  if (new Set(keys).size < keys.length) {
    const detail = `${first.path} names a partition key twice.`;
    throw new DryRunError('invalid_catalog', { path: location, detail });
  }
  const other = files.find(({ hive }) => hive.length > 0 && !hasKeys(hive, keys));
  if (other === undefined) return keys;
  const detail = `${first.path} and ${other.path} have different partition keys.`;
  throw new DryRunError('invalid_catalog', { path: location, detail });
}

function hasKeys(hive: PlacedFile['hive'], keys: readonly string[]): boolean {
  return hive.length === keys.length && hive.every(({ key }, index) => key === keys[index]);
}

function sortedPartitions(files: readonly DataFile[]): readonly (readonly (string | null)[])[] {
  const byIdentity = new Map(files.map((file) => [identityOf(file), file.hive.map(({ value }) => value)]));
  return [...byIdentity.values()].sort(comparePartitions);
}

function identityOf({ hive }: PlacedFile): string {
  return JSON.stringify(hive.map(({ value }) => value));
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
