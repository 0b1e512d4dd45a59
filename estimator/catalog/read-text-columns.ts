import type { RowField, Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import type { DataObject } from './data-object.js';
import { quoteName, quotePath, quoteText, type Session } from './duckdb-session.js';
import { typeOfDuckdb } from './duckdb-type.js';
import { withTextSample } from './text-sample.js';
import { readWideHeader } from './wide-header.js';

/** Hive reads dates and timestamps of text in this form only; others are strings to it. */
const hiveFormats = "dateformat = '%Y-%m-%d', timestampformat = '%Y-%m-%d %H:%M:%S'";
const hiveTimestamp = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?`;

/**
 * Columns of a text object, guessed from its first lines as a crawler does; none where nothing here can decompress it.
 * Throws what DuckDB throws at text that it cannot make sense of, and `RangeError` for text that it must not see.
 */
export async function readTextColumns(
  path: string,
  { format, codec }: DataObject,
  session: Session,
): Promise<readonly Column[]> {
  if (codec !== 'none' && codec !== 'gzip' && codec !== 'zstd') return [];
  const kind = format.text === 'json' ? 'json' : 'delimited';
  const columns = await withTextSample(path, codec, kind, async (sample): Promise<readonly Column[]> => {
    const plain = kind === 'json' ? 'uncompressed' : 'none';
    const source = `${quotePath(sample.path)}, hive_partitioning = false, compression = '${plain}'`;
    if (kind === 'json') return readJsonColumns(source, session);
    const wide = readWideHeader(sample.firstLine);
    return wide ?? readDelimitedColumns(source, format.name === 'text', session);
  });
  return distinctNames(columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: textType(type) })));
}

async function readJsonColumns(source: string, session: Session): Promise<readonly Column[]> {
  try {
    return await describe(`read_json(${source}, ${hiveFormats})`, session);
  } catch {
    return await describe(
      `read_json(${source}, ${hiveFormats}, format = 'newline_delimited', ignore_errors = true)`,
      session,
    );
  }
}

async function readDelimitedColumns(
  source: string,
  isPlainText: boolean,
  session: Session,
): Promise<readonly Column[]> {
  const strict = `${source}, dateformat = '%Y-%m-%d'`;
  const ragged = `${strict}, strict_mode = false, null_padding = true, ignore_errors = true`;
  const first = await sniff(strict, session).catch(() => null);
  const isSure = first !== null && first.columns.length > 1 && first.skippedLines === 0;
  const sniffed = isSure ? first : await sniff(ragged, session);
  if (
    isPlainText &&
    !(isSure && first.hasHeader && first.columns.every(({ name }) => /^[A-Za-z_]\w*$/.test(name)))
  ) {
    return [{ name: 'line', type: { kind: 'varchar', length: null } }];
  }
  return withHiveTimestamps(nameColumns(sniffed), isSure ? strict : ragged, session);
}

interface Sniffed {
  readonly columns: readonly Column[];
  readonly hasHeader: boolean;
  /** Lines at the top that fit the others so badly that the guess left them out; Athena reads them. */
  readonly skippedLines: number;
}

async function sniff(source: string, session: Session): Promise<Sniffed> {
  const [row] = await session.rows(
    `SELECT "HasHeader" AS header, "SkipRows" AS skipped, to_json("Columns")::VARCHAR AS columns FROM sniff_csv(${source})`,
  );
  const parsed: unknown = JSON.parse(String(row?.['columns'] ?? '[]'));
  const columns = Array.isArray(parsed) ? parsed.map(columnOfSniff) : [];
  return { columns, hasHeader: row?.['header'] === true, skippedLines: Number(row?.['skipped'] ?? 0) };
}

function columnOfSniff(column: unknown): Column {
  const isNamed = typeof column === 'object' && column !== null && 'name' in column && 'type' in column;
  return isNamed
    ? { name: String(column.name), type: typeOfDuckdb(String(column.type)) }
    : { name: '', type: { kind: 'varchar', length: null } };
}

/** Without a header Glue's crawler calls columns col0, col1, ...; cells beyond a header are no columns. */
function nameColumns({ columns, hasHeader }: Sniffed): readonly Column[] {
  if (!hasHeader) return columns.map(({ type }, index) => ({ name: `col${index}`, type }));
  const named = columns.filter(({ name }, index) => name !== `column${index}`);
  return named.length === 0 ? columns : named;
}

/** Timestamps that are not written as Hive reads them are strings. */
async function withHiveTimestamps(
  columns: readonly Column[],
  source: string,
  session: Session,
): Promise<readonly Column[]> {
  const isDoubtful = ({ type }: Column): boolean => type.kind === 'timestamp' && !type.zoned;
  if (!columns.some(isDoubtful)) return columns;
  const tests = columns.map(({ name }, index) =>
    isDoubtful(columns[index] ?? { name, type: { kind: 'boolean' } })
      ? `coalesce(bool_and(regexp_full_match(${quoteName(name)}, ${quoteText(hiveTimestamp)})), true)`
      : 'true',
  );
  const [row = {}] = await session.rows(
    `SELECT [${tests.join(', ')}]::VARCHAR AS tests FROM (SELECT * FROM read_csv(${source}, all_varchar = true) LIMIT 100)`,
  );
  const isHive: unknown = JSON.parse(String(row['tests']));
  return columns.map((column, index) =>
    isDoubtful(column) && Array.isArray(isHive) && isHive[index] === false
      ? { name: column.name, type: { kind: 'varchar', length: null } }
      : column,
  );
}

async function describe(relation: string, session: Session): Promise<readonly Column[]> {
  const rows = await session.rows(`DESCRIBE SELECT * FROM ${relation}`);
  return rows.map((row) => ({
    name: String(row['column_name']),
    type: typeOfDuckdb(String(row['column_type'])),
  }));
}

/** Types that text has in Hive: instants with a zone and times of day are strings there. */
function textType(type: Type): Type {
  if (type.kind === 'array') return { kind: 'array', element: textType(type.element) };
  if (type.kind === 'map') return { kind: 'map', key: textType(type.key), value: textType(type.value) };
  if (type.kind === 'row') return { kind: 'row', fields: distinctNames(type.fields.map(textField)) };
  const isText = type.kind === 'time' || type.kind === 'other' || (type.kind === 'timestamp' && type.zoned);
  return isText ? { kind: 'varchar', length: null } : type;
}

function textField({ name, type }: RowField): RowField {
  return { name: name.toLowerCase(), type: textType(type) };
}

/** Names that differ in case only are one column to Athena: the first. */
function distinctNames<Named extends { readonly name: string }>(columns: readonly Named[]): readonly Named[] {
  const names = new Set<string>();
  return columns.filter(({ name }) => {
    const isNew = !names.has(name);
    names.add(name);
    return isNew;
  });
}
