import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Column } from '../../estimator/catalog/catalog.js';
import { crawlFolder } from '../../estimator/catalog/crawl-folder.js';
import { createSession, quotePath, type Session } from '../../estimator/catalog/duckdb-session.js';
import { takeTable } from '../../estimator/catalog/take-table.js';
import { writeCatalog } from '../../estimator/catalog/write-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatType } from '../../estimator/sql/format-type.js';
import type { CsvLayout, EngineTable } from '../engine/engine-table.js';
import { plainMessage } from '../engine/plain-message.js';
import { scanSql } from '../engine/view-sql.js';
import type { InspectJob, JobResults } from '../jobs/job.js';
import { ownDatabase } from './own-database.js';

/**
 * Finds the schema of an uploaded file, counts its rows and takes its catalog. Throws `usage` where the content is not
 * what the name says, and `limit_exceeded`.
 */
export async function inspectFile(job: InspectJob): Promise<JobResults['inspect']> {
  const compression = compressionOf(job);
  if (job.format !== 'parquet') await measureText(job, compression);
  const session = createSession();
  try {
    const columns = await takeCatalog(job, session);
    const engineTable: EngineTable = {
      database: ownDatabase,
      table: job.table,
      format: job.format === 'tsv' ? 'csv' : job.format,
      compression,
      files: [job.file],
      hivePartitionKeys: [],
      columns: await withStoredNames(columns, job, session),
      ...(job.format === 'csv' || job.format === 'tsv' ? { csv: await csvLayout(job, session) } : {}),
    };
    return { rows: await countRows(job, engineTable, session), engineTable };
  } finally {
    session.close();
  }
}

function compressionOf({ file, format }: InspectJob): EngineTable['compression'] {
  const first = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, first, 0, 4, 0);
  closeSync(descriptor);
  const found = first.subarray(0, 2).equals(gzipMagic) ? 'gzip' : first.equals(zstdMagic) ? 'zstd' : 'none';
  if (format === 'parquet') {
    if (first.toString('latin1') !== 'PAR1')
      throw refused('The file is named .parquet but is no Parquet file.');
    return 'none';
  }
  const named = file.endsWith('.gz') ? 'gzip' : file.endsWith('.zst') ? 'zstd' : 'none';
  if (found !== named) {
    const says = named === 'none' ? 'that it is not compressed' : `${named} compression`;
    throw refused(
      `The name of the file says ${says}, its content says ${found === 'none' ? 'that it is not' : found}.`,
    );
  }
  return found;
}

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Reads the text once through, decompressed, so that a file that expands without end stops at the limit. */
async function measureText(job: InspectJob, compression: EngineTable['compression']): Promise<void> {
  let bytes = 0;
  let start = '';
  const see = (chunk: Uint8Array): void => {
    if (start.length < 64) start += Buffer.from(chunk.subarray(0, 256)).toString('utf8').trimStart();
    bytes += chunk.length;
    if (bytes <= job.limits.expandedBytes) return;
    const limit = formatBytes(job.limits.expandedBytes);
    throw new DryRunError('limit_exceeded', { what: 'The decompressed file', limit });
  };
  try {
    const file = createReadStream(job.file, { highWaterMark: 2 ** 18 });
    if (compression === 'zstd') {
      const decompress = new Decompress(see);
      for await (const chunk of file) decompress.push(chunk);
    } else {
      for await (const chunk of compression === 'gzip' ? file.pipe(createGunzip()) : file) see(chunk);
    }
  } catch (error) {
    if (error instanceof DryRunError) throw error;
    throw refused(
      `The file cannot be decompressed: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  if (job.format === 'json' && !/^\uFEFF?\{/.test(start)) {
    throw refused(
      'JSON lines were expected, one object a line, as Athena reads them: the file does not start with {.',
    );
  }
}

async function takeCatalog(job: InspectJob, session: Session): Promise<readonly Column[]> {
  try {
    const [found] = crawlFolder(job.file).tables;
    if (found === undefined) throw refused('The file holds no rows.');
    const [taken] = await takeTable(found, session);
    if (taken === undefined || taken.columns.length === 0)
      throw refused('No columns were found in the file.');
    if (taken.columns.length > job.limits.columns) {
      const limit = formatWholeNumber(job.limits.columns);
      throw new DryRunError('limit_exceeded', { what: 'The number of columns', limit });
    }
    await writeCatalog(join(job.folder, 'catalog'), session, (writer) =>
      writer.addTable(ownDatabase, { ...taken, name: job.table }),
    );
    return taken.columns;
  } catch (error) {
    if (!(error instanceof DryRunError) || error.code === 'usage' || error.code === 'limit_exceeded')
      throw error;
    throw refused(`The file cannot be read: ${plainMessage(error.message)}`);
  }
}

/** Athena finds the keys of JSON objects whatever their case is, DuckDB by the letter. */
async function withStoredNames(
  columns: readonly Column[],
  { file, format }: InspectJob,
  session: Session,
): Promise<EngineTable['columns']> {
  const described = columns.map(({ name, type }) => ({ name, type: formatType(type) }));
  if (format !== 'json') return described;
  const rows = await session.rows(
    `DESCRIBE SELECT * FROM read_json(${quotePath(file)}, format = 'newline_delimited', ignore_errors = true)`,
  );
  const spelled = new Map(
    rows.map((row) => [String(row['column_name']).toLowerCase(), String(row['column_name'])]),
  );
  return described.map((column) => {
    const storedName = spelled.get(column.name) ?? column.name;
    return storedName === column.name ? column : { ...column, storedName };
  });
}

async function csvLayout({ file, format }: InspectJob, session: Session): Promise<CsvLayout> {
  const fallback = { delimiter: format === 'tsv' ? '\t' : ',', quote: '"', headerLines: 1, nullText: '\\N' };
  const [row] = await session
    .rows(
      `SELECT "Delimiter" AS delimiter, "Quote" AS quote, "HasHeader" AS header FROM sniff_csv(${quotePath(file)})`,
    )
    .catch(() => []);
  if (row === undefined) return fallback;
  const quote = String(row['quote']);
  return {
    ...fallback,
    delimiter: String(row['delimiter']),
    quote: quote.length === 1 ? quote : '"',
    headerLines: row['header'] === true ? 1 : 0,
  };
}

/** Counts as the engine will read the file, so that a file that cannot be run is told now. */
async function countRows(job: InspectJob, table: EngineTable, session: Session): Promise<number> {
  try {
    const source =
      job.format === 'parquet' ? `parquet_file_metadata(${quotePath(job.file)})` : scanSql(table);
    const count = job.format === 'parquet' ? 'sum(num_rows)' : 'count(*)';
    const [row] = await session.rows(`SELECT ${count}::DOUBLE AS value FROM ${source}`);
    const rows = Number(row?.['value']);
    if (rows <= job.limits.rows) return rows;
  } catch (error) {
    throw refused(
      `The rows cannot be read: ${plainMessage(error instanceof Error ? error.message : String(error))}`,
    );
  }
  throw new DryRunError('limit_exceeded', {
    what: 'The number of rows',
    limit: formatWholeNumber(job.limits.rows),
  });
}

function refused(detail: string): DryRunError {
  return new DryRunError('usage', { detail });
}
