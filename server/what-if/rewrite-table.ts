import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { copyRows, onOneThread, openDatabase, readNumber, readRows } from '../../datasets/open-database.js';
import { copyOptions, fileExtension } from '../../datasets/writer-settings.js';
import type { Column } from '../../estimator/catalog/catalog.js';
import { localSource } from '../../estimator/catalog/declared/object-source.js';
import { takeDeclaredTable } from '../../estimator/catalog/declared/take-declared-table.js';
import { createSession } from '../../estimator/catalog/duckdb-session.js';
import { writeCatalog } from '../../estimator/catalog/write-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { storageFormats } from '../../estimator/formats/registry.js';
import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { parseType } from '../../estimator/sql/type.js';
import { requireUnchanged } from '../engine/file-state.js';
import { quoteIdentifier, quoteText } from '../engine/quote.js';
import { scanSql, type TypedColumn, viewSql } from '../engine/view-sql.js';
import type { JobResults, RewriteJob } from '../jobs/job.js';
import { mostPartitions } from './layout-choice.js';
import { rewrittenCatalog, rewrittenData } from './rewritten-folders.js';

/**
 * Writes the rows of a table in another layout into `data` of the job's folder, and the catalog of that into
 * `catalog`. Throws `limit_exceeded` where the keys make too many partitions, and what DuckDB throws.
 */
export async function rewriteTable(job: RewriteJob): Promise<JobResults['rewrite']> {
  requireUnchanged(job.table);
  const rows = await writeRows(job);
  requireUnchanged(job.table);
  await takeCatalog(job);
  return { rows };
}

async function writeRows({ table, choice, folder, memoryLimitBytes }: RewriteJob): Promise<number> {
  const data = rewrittenData(folder);
  await mkdir(data);
  const database = await openDatabase(join(folder, 'spill'));
  const { connection } = database;
  try {
    await connection.run(`SET memory_limit = '${Math.floor(memoryLimitBytes / 1_048_576)}MiB'`);
    const stored = table.format === 'parquet' ? await storedColumns(connection, scanSql(table)) : [];
    const source = `(${viewSql(table, stored)})`;
    const keys = choice.partitionKeys.map(quoteIdentifier).join(', ');
    const order = choice.sortKey === null ? '' : ` ORDER BY ${quoteIdentifier(choice.sortKey)}`;
    const rowsSql = `FROM ${source}${order}`;
    const extension = quoteText(fileExtension(choice));
    if (keys === '') {
      const path = quoteText(join(data, `part-0.${fileExtension(choice)}`));
      return await copyRows(connection, `COPY (${rowsSql}) TO ${path} (${copyOptions(choice)})`);
    }
    await refuseManyPartitions(connection, source, keys);
    const options = `${copyOptions(choice)}, PARTITION_BY (${keys}), FILENAME_PATTERN 'part-{i}', FILE_EXTENSION ${extension}`;
    const copy = `COPY (${rowsSql}) TO ${quoteText(data)} (${options})`;
    return await onOneThread(connection, () => copyRows(connection, copy));
  } finally {
    database.close();
  }
}

async function storedColumns(connection: DuckDBConnection, scan: string): Promise<readonly TypedColumn[]> {
  const described = await readRows(connection, `DESCRIBE SELECT * FROM ${scan}`);
  return described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
}

async function refuseManyPartitions(
  connection: DuckDBConnection,
  source: string,
  keys: string,
): Promise<void> {
  const distinct = `SELECT DISTINCT ${keys} FROM ${source} LIMIT ${mostPartitions + 1}`;
  const partitions = await readNumber(connection, `SELECT count(*) AS value FROM (${distinct})`);
  if (partitions <= mostPartitions) return;
  throw new DryRunError('limit_exceeded', {
    what: 'The number of partitions that these keys make',
    limit: formatWholeNumber(mostPartitions),
  });
}

/** The columns and types are those of the table, whatever a crawler would guess from the new files. */
async function takeCatalog({ table, choice, folder }: RewriteJob): Promise<void> {
  const columnOf = ({ name, type }: { name: string; type: string }): Column => ({
    name,
    type: parseType(type),
  });
  const keys = choice.partitionKeys.map((key) => table.columns.find(({ name }) => name === key));
  const session = createSession();
  try {
    const { table: taken } = await takeDeclaredTable(
      {
        database: table.database,
        name: table.table,
        columns: table.columns.filter(({ name }) => !choice.partitionKeys.includes(name)).map(columnOf),
        partitionKeys: keys.filter((key) => key !== undefined).map(columnOf),
        partitionTransforms: [],
        clustering: null,
        storage: {
          name: choice.format,
          format: storageFormats[choice.format],
          refusal: null,
          opaqueReason: null,
          metadataFolder: null,
          readsByPosition: false,
        },
        location: rewrittenData(folder),
        folder,
        partitions: [],
        foldersAre: 'partitions',
        properties: new Map(),
        refusal: null,
      },
      localSource,
      session,
    );
    await writeCatalog(rewrittenCatalog(folder), session, (writer) => writer.addTable(table.database, taken));
  } finally {
    session.close();
  }
}
