import type { CsvLayout, EngineTable } from './engine-table.js';
import { quoteText } from './quote.js';

export interface Lines {
  /** A list in DuckDB's words. */
  readonly files: string;
  readonly compression: EngineTable['compression'];
  readonly headerLines: number;
  /** Options of the scan that say what the folders of the paths mean. */
  readonly hiveOptions: string;
}

/**
 * The call that reads a text as Athena does whatever its SerDe is: a row is a line, also an empty one. The column `line`
 * is NULL for that.
 */
export function linesSql({ files, compression, headerLines, hiveOptions }: Lines): string {
  const options = [
    files,
    'auto_detect=false',
    'header=false',
    `skip=${headerLines}`,
    // Text has no such character; DuckDB wants a delimiter.
    "delim='\u0007'",
    "quote=''",
    "escape=''",
    "comment=''",
    // Else empty lines are left out.
    "nullstr=''",
    'strict_mode=false',
    `compression=${quoteText(compression)}`,
    "columns={'line': 'VARCHAR'}",
    hiveOptions,
  ];
  return `read_csv(${options.join(', ')})`;
}

/** The fields of `line` as a list; those that a line lacks are NULL, and nobody asks for those beyond the columns. */
export function fieldsSql(layout: CsvLayout): string {
  return fieldsOf[layout.serde](layout);
}

/** The text of a field by its place from 0; `\N` is null to LazySimpleSerDe. */
export function fieldSql({ serde }: CsvLayout, index: number): string {
  const field = `fields[${index + 1}]`;
  return serde === 'lazy_simple' ? `nullif(${field}, '\\N')` : field;
}

const fieldsOf: Readonly<Record<CsvLayout['serde'], (layout: CsvLayout) => string>> = {
  lazy_simple: ({ delimiter }) => `string_split(coalesce(line, ''), ${quoteText(delimiter)})`,
  open_csv: openCsvFields,
};

/**
 * Of lines whose quotes are only around fields and twice inside them (an upload is refused else). A backslash is the
 * SerDe's escape character: it is left out, unless it stands behind another.
 */
function openCsvFields({ delimiter, quote }: CsvLayout): string {
  const [split, mark] = [quoteText(delimiter), quoteText(quote)];
  const [splitByte, markByte] = [hexPattern(delimiter), hexPattern(quote)];
  const pattern = `${splitByte}(${markByte}(?:[^${markByte}]|${markByte}${markByte})*${markByte}|[^${splitByte}]*)`;
  const fields = `regexp_extract_all(${split} || line, ${quoteText(pattern)}, 1)`;
  const bare = `CASE WHEN starts_with(field, ${mark}) THEN replace(field[2:-2], ${quoteText(quote + quote)}, ${mark}) ELSE field END`;
  const unescaped = String.raw`regexp_replace(${bare}, '\\(\\?)', '\1', 'g')`;
  return `CASE WHEN contains(line, ${mark}) OR contains(line, '\\')
    THEN list_transform(${fields}, lambda field: ${unescaped}) ELSE string_split(line, ${split}) END`;
}

/** A character as RE2 takes it literally. */
function hexPattern(character: string): string {
  return `\\x{${character.charCodeAt(0).toString(16)}}`;
}
