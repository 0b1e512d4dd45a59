import type { RowField, Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import type { DataObject } from './data-object.js';
import { quotePath, quoteText, type Session } from './duckdb-session.js';
import { typeOfDuckdb } from './duckdb-type.js';
import { guessDelimited } from './guess-delimited.js';
import { type TextSample, withTextSample } from './text-sample.js';
import { readWideHeader } from './wide-header.js';

/** Hive reads dates and timestamps of text in this form only; others are strings to it. */
const hiveFormats = "dateformat = '%Y-%m-%d', timestampformat = '%Y-%m-%d %H:%M:%S'";

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
    if (kind === 'json') return readJsonColumns(sample, session);
    const wide = readWideHeader(sample.firstLine);
    return wide ?? readDelimitedColumns(sample, format.name === 'text', session);
  });
  return distinctNames(columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: textType(type) })));
}

async function readJsonColumns({ path }: TextSample, session: Session): Promise<readonly Column[]> {
  const source = `${quotePath(path)}, hive_partitioning = false, compression = 'uncompressed'`;
  const lines = "format = 'newline_delimited', ignore_errors = true";
  try {
    const columns = await describe(`read_json(${source}, ${hiveFormats})`, session);
    return await withoutRenamed(columns, `read_json_objects(${source})`, session);
  } catch {
    const columns = await describe(`read_json(${source}, ${hiveFormats}, ${lines})`, session);
    return await withoutRenamed(columns, `read_json_objects(${source}, ${lines})`, session);
  }
}

/** DuckDB calls a key that differs from another in case only by the name of that with a number; Athena knows one. */
async function withoutRenamed(
  columns: readonly Column[],
  objects: string,
  session: Session,
): Promise<readonly Column[]> {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const doubtful = columns.filter(
    ({ name }) => names.has(name.toLowerCase().replace(/_\d+$/, '')) && /_\d+$/.test(name),
  );
  if (doubtful.length === 0) return columns;
  const exist = doubtful.map(
    ({ name }) => `coalesce(bool_or(list_contains(json_keys(json), ${quoteText(name)})), false)`,
  );
  const [row = {}] = await session.rows(`SELECT [${exist.join(', ')}]::VARCHAR AS keys FROM ${objects}`);
  const areKeys: unknown = JSON.parse(String(row['keys']));
  const renamed = doubtful.filter((_, index) => Array.isArray(areKeys) && areKeys[index] === false);
  return columns.filter((column) => !renamed.includes(column));
}

async function readDelimitedColumns(
  sample: TextSample,
  isPlainText: boolean,
  session: Session,
): Promise<readonly Column[]> {
  const { columns, isRegular, hasHeader } = await guessDelimited(sample, session);
  const isTable = isRegular && hasHeader && columns.every(({ name }) => /^[A-Za-z_]\w*$/.test(name));
  return isPlainText && !isTable ? [{ name: 'line', type: { kind: 'varchar', length: null } }] : columns;
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
