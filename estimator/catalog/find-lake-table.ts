import { statSync } from 'node:fs';
import { join } from 'node:path';
import { storageFormats } from '../formats/registry.js';
import type { DataObject, FoundTable } from './data-object.js';
import { findTable } from './find-table.js';
import { isIcebergFolder } from './iceberg/newest-metadata.js';
import { walkFiles } from './walk-files.js';

/** Table formats: what marks a folder as one, and the table that it makes. */
const lakes: readonly {
  readonly marks: (folder: string) => boolean;
  readonly find: (name: string, location: string) => FoundTable | null;
}[] = [
  { marks: isIcebergFolder, find: findIceberg },
  { marks: (folder) => isFolder(join(folder, '_delta_log')), find: findDelta },
  { marks: (folder) => isFolder(join(folder, '.hoodie')), find: findHudi },
];

/** Whether a folder is a table of a table format, whatever else it holds. */
export function isLakeFolder(folder: string): boolean {
  return lakes.some(({ marks }) => marks(folder));
}

/** The table that a folder makes, be it of a table format or of files alone; null where it holds no data. */
export function findTableOfFolder(name: string, location: string): FoundTable | null {
  const lake = lakes.find(({ marks }) => marks(location));
  return lake === undefined ? findTable(name, location, walkFiles(location)) : lake.find(name, location);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Its metadata names its files, so that none is looked for here. */
function findIceberg(name: string, location: string): FoundTable {
  return {
    name: name.toLowerCase(),
    location,
    layout: 'columnar',
    partitionKeys: [],
    partitions: [],
    objects: [],
    ignored: [],
    apart: [],
    tableFormat: 'iceberg',
  };
}

function findDelta(name: string, location: string): FoundTable | null {
  const table = findTable(name, location, walkFiles(location));
  return table === null ? null : { ...table, tableFormat: 'delta' };
}

/** Changes that are not merged yet lie in logs, whose names begin with a dot. */
function findHudi(name: string, location: string): FoundTable | null {
  const table = findTable(name, location, walkFiles(location));
  if (table === null) return null;
  const logs = walkFiles(location, (name) => name === '.hoodie' || name.startsWith('_'))
    .filter((file) => /^\..+\.log\.\d+/.test(file.name))
    .map((file): DataObject => {
      const path = [...file.folders, file.name].join('/');
      return { path, bytes: file.bytes, partition: 0, format: storageFormats.avro, codec: 'none' };
    });
  return { ...table, objects: [...table.objects, ...logs], tableFormat: 'hudi' };
}
