import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { readBeginning } from '../../estimator/catalog/beginning-of-text.js';
import type { Column } from '../../estimator/catalog/catalog.js';
import { crawlFolder } from '../../estimator/catalog/crawl-folder.js';
import { createSession, quoteName, quotePath, type Session } from '../../estimator/catalog/duckdb-session.js';
import { guessDelimited } from '../../estimator/catalog/guess-delimited.js';
import { takeTable } from '../../estimator/catalog/take-table.js';
import { withTextSample } from '../../estimator/catalog/text-sample.js';
import { writeCatalog } from '../../estimator/catalog/write-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { parseType } from '../../estimator/sql/type.js';
import type { CsvLayout, EngineTable } from '../engine/engine-table.js';
import { fieldValueSql } from '../engine/field-value-sql.js';
import { plainMessage } from '../engine/plain-message.js';
import { scanSql } from '../engine/view-sql.js';
import type { InspectJob, JobResults } from '../jobs/job.js';
import type { LineLayout } from './check-lines.js';
import { checkText } from './check-text.js';
import { columnsWhere } from './columns-where.js';
import { inspectParquet } from './inspect-parquet.js';
import { oddLineText } from './odd-line-text.js';
import { ownDatabase } from './own-database.js';
import { refused } from './refused.js';

/**
 * Finds the schema of an uploaded file, counts its rows and takes its catalog. Throws `usage` where the content is not
 * what the name says, and `limit_exceeded`.
 */
export async function inspectFile(job: InspectJob): Promise<JobResults['inspect']> {
  const compression = compressionOf(job);
  const session = createSession();
  try {
    const layout = await guessLayout(job, compression, session);
    const csv = job.format === 'parquet' ? null : await readLines(job, compression, layout);
    const columns = await takeCatalog(job, session);
    const engineTable: EngineTable = {
      database: ownDatabase,
      table: job.table,
      format: job.format === 'tsv' ? 'csv' : job.format,
      compression,
      files: [job.file],
      hivePartitionKeys: [],
      columns: columns.map(({ name, type }) => ({ name, type: formatType(type) })),
      ...(csv === null ? {} : { csv }),
    };
    const rows = await countRows(job, engineTable, session);
    const types = csv?.serde === 'open_csv' ? await unreadTypes(engineTable, session) : {};
    return {
      rows,
      engineTable: job.format === 'parquet' ? await inspectParquet(engineTable, session) : engineTable,
      types,
    };
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

/** How Athena would read the text; null for JSON. */
async function readLines(
  { file, format, limits }: InspectJob,
  compression: EngineTable['compression'],
  layout: LineLayout | null,
): Promise<CsvLayout | null> {
  if (format === 'json') await requireObjects(file, compression);
  const facts = await checkText({ path: file, compression, expandedBytes: limits.expandedBytes, layout });
  if (layout === null) return null;
  if (facts.firstQuoted === null) return { ...layout, serde: 'lazy_simple' };
  if (facts.firstOdd !== null) throw refused(oddLineText(facts.firstOdd));
  return { ...layout, serde: 'open_csv' };
}

async function requireObjects(file: string, compression: EngineTable['compression']): Promise<void> {
  const { bytes } = await readBeginning(file, compression, 1024).catch(() => ({ bytes: Buffer.from('{') }));
  if (/^\uFEFF?\s*\{/.test(bytes.toString('utf8'))) return;
  throw refused(
    'JSON lines were expected, one object a line, as Athena reads them: the file does not start with {.',
  );
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

/** A table that says how to read its text; null for JSON. */
async function guessLayout(
  job: InspectJob,
  compression: EngineTable['compression'],
  session: Session,
): Promise<LineLayout | null> {
  const { file, format } = job;
  if (format !== 'csv' && format !== 'tsv') return null;
  const fallback = { delimiter: format === 'tsv' ? '\t' : ',', quote: '"', headerLines: 1 };
  try {
    return await withTextSample(file, compression, 'delimited', async (sample) => {
      const { delimiter, quote, hasHeader } = await guessDelimited(sample, session);
      return { delimiter, quote: quote === '' ? '"' : quote, headerLines: hasHeader ? 1 : 0 };
    });
  } catch {
    // What is wrong with the text is told when it is read to its end.
    return fallback;
  }
}

/**
 * Strings for the columns that OpenCSVSerde could not read by their types: an empty field is no number to it, and dates
 * are numbers of days.
 */
async function unreadTypes(table: EngineTable, session: Session): Promise<Readonly<Record<string, string>>> {
  const failing = await columnsWhere(table, session, ({ name, type }) => {
    const column = quoteName(name);
    const parsed = parseType(type);
    if (fieldValueSql(column, parsed, 'open_csv') === null) return 'true';
    const isRead = `${fieldValueSql(column, parsed, 'lazy_simple')} IS NOT NULL`;
    // LazySimpleSerDe leaves out what is behind the point of a whole number.
    const isWhole = parsed.kind === 'integer' ? `NOT contains(${column}, '.')` : 'true';
    return `NOT coalesce(bool_and(${column} IS NULL OR (${isRead} AND ${isWhole})), true)`;
  });
  return Object.fromEntries([...failing].map((name) => [name, 'string']));
}

/** Counts as the engine will read the file, so that a file that cannot be run is told now. */
async function countRows(job: InspectJob, table: EngineTable, session: Session): Promise<number> {
  try {
    const source =
      job.format === 'parquet' ? `parquet_file_metadata(${quotePath(job.file)})` : scanSql(table);
    // Each object is parsed, so that a line that is none is told now.
    const counts = {
      parquet: 'sum(num_rows)',
      json: `count(*) + 0 * count(${quoteName(table.columns[0]?.name ?? '')})`,
      csv: 'count(*)',
    };
    const count = counts[table.format];
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
