import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../estimator/catalog/catalog.js';
import { walkFiles } from '../estimator/catalog/walk-files.js';
import { formatType } from '../estimator/sql/format-type.js';
import type { EngineTable } from './engine/engine-table.js';
import { fileState } from './engine/file-state.js';

const formats: ReadonlySet<string> = new Set<EngineTable['format']>(['parquet', 'csv', 'json']);
const codecs: ReadonlySet<string> = new Set<EngineTable['compression']>(['none', 'gzip', 'zstd']);

/** The table as the engine reads it; null where it cannot. */
export function engineTableOf(table: Table): EngineTable | null {
  const { format, location } = table;
  const compression = format === 'parquet' ? 'none' : table.codec;
  if (!isFormat(format) || !isCompression(compression) || !existsSync(location)) return null;
  const files = filesOf(location);
  if (!areItsObjects(table, files)) return null;
  const paths = files.map(({ path }) => path);
  const keys = table.partitionKeys.map(({ name }) => name);
  return {
    database: table.database,
    table: table.name,
    format,
    compression,
    files: paths,
    state: fileState(paths),
    hivePartitionKeys: keys,
    columns: [...table.columns, ...table.partitionKeys].map(({ name, type }) => ({
      name,
      type: formatType(type),
    })),
  };
}

interface LocalFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files below a location, without hidden and empty ones. */
function filesOf(location: string): readonly LocalFile[] {
  const status = statSync(location);
  if (status.isFile()) return [{ path: location, bytes: status.size }];
  return walkFiles(location).map(({ folders, name, bytes }) => ({
    path: join(location, ...folders, name),
    bytes,
  }));
}

/** DDL may register some of the folders as partitions, or others; a run reads what the estimate counts, or nothing. */
function areItsObjects({ projection, storedBytes }: Table, files: readonly LocalFile[]): boolean {
  return projection === null && files.reduce((sum, { bytes }) => sum + bytes, 0) === storedBytes;
}

function isFormat(format: string): format is EngineTable['format'] {
  return formats.has(format);
}

function isCompression(codec: string): codec is EngineTable['compression'] {
  return codecs.has(codec);
}
