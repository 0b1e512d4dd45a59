import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Layout } from './layouts.js';
import { copyRows, onOneThread, readNumber } from './open-database.js';
import { sqlText } from './sql-text.js';
import { copyOptions, fileExtension } from './writer-settings.js';

export interface TableWrite {
  /** What stands after FROM; its rows come in the same order each time it is read. */
  readonly source: string;
  /** Created by the writer. */
  readonly folder: string;
  readonly layout: Pick<Layout, 'format' | 'codec' | 'partitionKeys'>;
  /** At most this many files where the table is not partitioned. */
  readonly files: number;
}

/**
 * Writes one table in the order of its source and returns the number of rows. Partition keys become folder names and
 * are not stored in the files.
 */
export async function writeTable(connection: DuckDBConnection, write: TableWrite): Promise<number> {
  await mkdir(write.folder, { recursive: true });
  return write.layout.partitionKeys.length > 0
    ? writePartitions(connection, write)
    : writeFiles(connection, write);
}

function writePartitions(
  connection: DuckDBConnection,
  { source, folder, layout }: TableWrite,
): Promise<number> {
  const target = `${sqlText(folder)} (${copyOptions(layout)}, PARTITION_BY (${layout.partitionKeys.join(', ')}),
    FILENAME_PATTERN 'part-{i}', FILE_EXTENSION ${sqlText(fileExtension(layout))})`;
  return onOneThread(connection, () => copyRows(connection, `COPY (FROM ${source}) TO ${target}`));
}

/** Cuts the rows into files of equal length, the last one shorter. */
async function writeFiles(
  connection: DuckDBConnection,
  { source, folder, layout, files }: TableWrite,
): Promise<number> {
  const rows = await readNumber(connection, `SELECT count(*) AS value FROM ${source}`);
  const rowsPerFile = Math.ceil(rows / files);
  let written = 0;
  for (let file = 0; written < rows; file += 1) {
    const path = join(folder, `part-${String(file).padStart(5, '0')}.${fileExtension(layout)}`);
    written += await copyRows(
      connection,
      `COPY (FROM ${source} LIMIT ${rowsPerFile} OFFSET ${written}) TO ${sqlText(path)} (${copyOptions(layout)})`,
    );
  }
  return written;
}
