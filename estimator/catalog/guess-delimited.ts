import { readFileSync } from 'node:fs';
import type { Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import { quoteName, quotePath, quoteText, type Session } from './duckdb-session.js';
import { typeOfDuckdb } from './duckdb-type.js';
import { splitFields } from './split-fields.js';
import type { TextSample } from './text-sample.js';

/** What a text of fields between delimiters looks like. */
export interface DelimitedGuess {
  readonly columns: readonly Column[];
  readonly delimiter: string;
  /** Empty where no field is quoted. */
  readonly quote: string;
  readonly hasHeader: boolean;
  /** All lines have the same fields, more than one of them. */
  readonly isRegular: boolean;
}

const hiveTimestamp = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?`;

/**
 * Guesses columns from the first lines as a crawler does. DuckDB guesses where all lines have the same fields; else the
 * first line says how many there are, as a header that Athena skips does. Throws what DuckDB throws.
 */
export async function guessDelimited(sample: TextSample, session: Session): Promise<DelimitedGuess> {
  const source = `${quotePath(sample.path)}, hive_partitioning = false, compression = 'none', dateformat = '%Y-%m-%d'`;
  const strict = await sniff(source, session).catch(() => null);
  if (strict !== null && strict.columns.length > 1 && strict.skippedLines === 0) {
    return finish(strict, { source, isRegular: true }, sample, session);
  }
  const delimiter = commonDelimiter(sample.firstLine);
  if (delimiter !== null) return guessRagged(sample, delimiter);
  const ragged = `${source}, strict_mode = false, null_padding = true, ignore_errors = true`;
  return finish(await sniff(ragged, session), { source: ragged, isRegular: false }, sample, session);
}

async function finish(
  sniffed: Sniffed,
  { source, isRegular }: { readonly source: string; readonly isRegular: boolean },
  { firstLine }: TextSample,
  session: Session,
): Promise<DelimitedGuess> {
  const { delimiter, quote } = sniffed;
  const first = splitFields(firstLine.replace(/^\uFEFF|\r.*$/gs, ''), delimiter, quote);
  const typed = await withHiveTimestamps(sniffed.columns, source, session);
  // DuckDB takes a line of texts with an empty one, as pandas writes over its index, for a row.
  const isOverIndex = typed.some(({ type }, index) => first[index] === '' && type.kind !== 'varchar');
  const isOverlooked = !sniffed.hasHeader && isOverIndex && isHeaderLike(first);
  const hasHeader = sniffed.hasHeader || isOverlooked;
  const columns = typed.slice(0, hasHeader ? first.length : undefined).map(({ name, type }, index) => ({
    name: isOverlooked || first[index] === '' ? (first[index] ?? '') : name,
    type,
  }));
  return { columns: nameColumns(columns, hasHeader), delimiter, quote, hasHeader, isRegular };
}

/** Names are no numbers, and each is there once. */
function isHeaderLike(fields: readonly string[]): boolean {
  const given = fields.filter((field) => field !== '');
  return (
    given.length > 0 && new Set(given).size === given.length && !given.some((name) => /^[-+.\d]+$/.test(name))
  );
}

interface Sniffed extends Pick<DelimitedGuess, 'columns' | 'delimiter' | 'quote' | 'hasHeader'> {
  /** Lines at the top that fit the others so badly that the guess left them out; Athena reads them. */
  readonly skippedLines: number;
}

async function sniff(source: string, session: Session): Promise<Sniffed> {
  const [row] = await session.rows(
    `SELECT "Delimiter" AS delimiter, "Quote" AS quote, "HasHeader" AS header, "SkipRows" AS skipped,
       to_json("Columns")::VARCHAR AS columns FROM sniff_csv(${source})`,
  );
  const parsed: unknown = JSON.parse(String(row?.['columns'] ?? '[]'));
  const quote = String(row?.['quote']);
  return {
    columns: Array.isArray(parsed) ? parsed.map(columnOfSniff) : [],
    delimiter: String(row?.['delimiter']),
    quote: quote.length === 1 ? quote : '',
    hasHeader: row?.['header'] === true,
    skippedLines: Number(row?.['skipped'] ?? 0),
  };
}

function columnOfSniff(column: unknown): Column {
  const isNamed = typeof column === 'object' && column !== null && 'name' in column && 'type' in column;
  return isNamed
    ? { name: String(column.name), type: typeOfDuckdb(String(column.type)) }
    : { name: '', type: text };
}

const text: Type = { kind: 'varchar', length: null };

/** As Glue's crawler: without a header, and where it is empty, columns are col0, col1, ... by their places. */
function nameColumns(columns: readonly Column[], hasHeader: boolean): readonly Column[] {
  const used = new Set<string>();
  return columns.map(({ name, type }, index) => {
    let unused = hasHeader && name !== '' ? name : `col${index}`;
    while (used.has(unused.toLowerCase())) unused += '_1';
    used.add(unused.toLowerCase());
    return { name: unused, type };
  });
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
      ? { name: column.name, type: text }
      : column,
  );
}

const delimiters = [',', '\t', ';', '|', '\u0001'];

/** The one that the line has most of; null where it has none. */
function commonDelimiter(line: string): string | null {
  const counted = delimiters.map((each) => ({ each, fields: splitFields(line, each, '"').length }));
  const most = counted.reduce((one, other) => (other.fields > one.fields ? other : one));
  return most.fields > 1 ? most.each : null;
}

/** As many as DuckDB guesses from. */
const mostLines = 20_480;

/** Lines of more and of fewer fields: a SerDe drops what is beyond the columns, and what lacks is null. */
function guessRagged({ path }: TextSample, delimiter: string): DelimitedGuess {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/, mostLines)
    .filter((line) => line !== '');
  const rows = lines.map((line) => splitFields(line, delimiter, '"'));
  const [names = []] = rows;
  const hasHeader = isHeaderLike(names);
  const values = hasHeader ? rows.slice(1) : rows;
  const columns = names.map((name, index) => ({
    name,
    type: typeOfValues(values.map((row) => row[index] ?? '').filter((value) => value !== '')),
  }));
  const quote = lines.some((line) => line.includes('"')) ? '"' : '';
  return { columns: nameColumns(columns, hasHeader), delimiter, quote, hasHeader, isRegular: false };
}

const shapes: readonly (readonly [RegExp, Type])[] = [
  [/^[-+]?\d{1,18}$/, { kind: 'integer', bits: 64 }],
  [/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/, { kind: 'double' }],
  [/^(true|false)$/i, { kind: 'boolean' }],
  [/^\d{4}-\d\d-\d\d$/, { kind: 'date' }],
  [new RegExp(`^${hiveTimestamp}$`), { kind: 'timestamp', zoned: false }],
];

function typeOfValues(values: readonly string[]): Type {
  if (values.length === 0) return text;
  return shapes.find(([shape]) => values.every((value) => shape.test(value)))?.[1] ?? text;
}
