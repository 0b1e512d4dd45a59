import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { advanceBookmark, newObjects, readBookmark, writeBookmark } from './bookmark.js';
import { copyRows, onOneThread, readNumber, readRows } from './open-database.js';
import { sqlText } from './sql-text.js';
import { type StoredObject, walkFiles } from './walk-files.js';
import { copyOptions } from './writer-settings.js';

export interface EtlJob {
  /** Raw objects: gzip JSON lines, at any depth. */
  readonly rawFolder: string;
  /** Gets Snappy Parquet under `year=YYYY/month=MM/`. */
  readonly sinkFolder: string;
  readonly bookmarkFile: string;
}

export interface EtlRun {
  /** 1 for the first run that found something, 0 when this one found nothing new. */
  readonly run: number;
  readonly objects: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** Fields that were null in every row of this run. */
  readonly droppedFields: readonly string[];
}

/**
 * The plan's ApplyMapping, with the target names its Athena table uses: `transaction_id` where the plan's mapping says
 * `id`, `amount` where it says `transaction_amount`. A value that can't be cast becomes null, as in Glue. Fields that
 * are not mapped (`processed_at`, `source`) end here.
 */
const mapping = {
  transaction_id: 'transaction_id',
  user_id: 'user_id',
  amount: 'TRY_CAST(amount AS DOUBLE)',
  category: 'category',
  event_time: 'TRY_CAST(timestamp AS TIMESTAMP)',
  is_fraud: 'TRY_CAST(is_fraud AS BOOLEAN)',
} as const;

/** The columns of the table that the job fills, in order; year and month are its partition keys. */
const transactionColumns: readonly string[] = [...Object.keys(mapping), 'year', 'month', 'day'];

/** What stands after FROM to read the table that the job fills, in the order of its months and runs. */
export function transactionsSource(sinkFolder: string): string {
  const files = sqlText(join(sinkFolder, '*', '*', '*.parquet'));
  return `(
    SELECT ${transactionColumns.join(', ')}
    FROM read_parquet(${files}, hive_partitioning = true, hive_types = {year: VARCHAR, month: VARCHAR}))`;
}

/** Read as text, so that a wrong value in one record is a null and not the end of the job. */
const rawFields = ['transaction_id', 'user_id', 'amount', 'category', 'timestamp', 'is_fraud'];

/** Runs the plan's Glue job (days 18 and 22) on the raw objects that no earlier run has read. */
export async function runEtl(connection: DuckDBConnection, job: EtlJob): Promise<EtlRun> {
  const bookmark = await readBookmark(job.bookmarkFile);
  const objects = newObjects(bookmark, await walkFiles(job.rawFolder));
  if (objects.length === 0) return { run: 0, objects: 0, rowsRead: 0, rowsWritten: 0, droppedFields: [] };
  const next = advanceBookmark(bookmark, objects);
  try {
    await connection.run(`CREATE OR REPLACE TEMP TABLE mapped AS ${mappedSql(job.rawFolder, objects)}`);
    const droppedFields = await findNullFields(connection);
    const runName = `run-${String(next.runs).padStart(5, '0')}`;
    const rowsRead = await readNumber(connection, 'SELECT count(*) AS value FROM mapped');
    const rowsWritten = await writeSink(connection, job.sinkFolder, runName, droppedFields);
    await writeBookmark(job.bookmarkFile, next);
    return { run: next.runs, objects: objects.length, rowsRead, rowsWritten, droppedFields };
  } finally {
    await connection.run('DROP TABLE IF EXISTS mapped');
  }
}

/** The plan's Filter. */
const keptRows = 'amount > 0';

function mappedSql(rawFolder: string, objects: readonly StoredObject[]): string {
  const files = objects.map(({ key }) => sqlText(join(rawFolder, key))).join(', ');
  const fields = rawFields.map((field) => `${field}: 'VARCHAR'`).join(', ');
  const columns = Object.entries(mapping).map(([target, source]) => `${source} AS ${target}`);
  return `
    SELECT ${columns.join(', ')}
    FROM read_json([${files}], format = 'newline_delimited', compression = 'gzip', columns = {${fields}})`;
}

/** The plan's DropNullFields: a field without a single value doesn't reach the files. */
async function findNullFields(connection: DuckDBConnection): Promise<readonly string[]> {
  const counts = Object.keys(mapping).map((field) => `count(${field}) AS ${field}`);
  const [row = {}] = await readRows(connection, `SELECT ${counts.join(', ')} FROM mapped WHERE ${keptRows}`);
  return Object.keys(mapping).filter((field) => Number(row[field]) === 0);
}

/** Writes beside the sink, then moves file by file; what a run that died has left under the same name goes first. */
async function writeSink(
  connection: DuckDBConnection,
  sinkFolder: string,
  runName: string,
  droppedFields: readonly string[],
): Promise<number> {
  const partial = `${sinkFolder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await mkdir(sinkFolder, { recursive: true });
  for (const { key } of await walkFiles(sinkFolder)) {
    if (key.includes(`/${runName}-`)) await rm(join(sinkFolder, key));
  }
  const columns = Object.keys(mapping).filter((field) => !droppedFields.includes(field));
  const target = `${sqlText(partial)} (${copyOptions({ format: 'parquet', codec: 'snappy' })},
    PARTITION_BY (year, month), FILENAME_PATTERN '${runName}-{i}')`;
  const sql = `
    COPY (
      SELECT
        ${columns.join(', ')},
        strftime(event_time, '%Y') AS year,
        strftime(event_time, '%m') AS month,
        strftime(event_time, '%d') AS day
      FROM mapped
      WHERE ${keptRows}
    ) TO ${target}`;
  const rows = await onOneThread(connection, () => copyRows(connection, sql));
  await moveFiles(partial, sinkFolder);
  return rows;
}

async function moveFiles(from: string, to: string): Promise<void> {
  for (const { key } of await walkFiles(from)) {
    await mkdir(dirname(join(to, key)), { recursive: true });
    await rename(join(from, key), join(to, key));
  }
  await rm(from, { recursive: true });
}
