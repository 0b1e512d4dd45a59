import { formatType } from '../../estimator/sql/format-type.js';
import { parseType, type Type } from '../../estimator/sql/type.js';
import { duckdbType } from './column-type.js';
import type { CsvLayout, EngineColumn, EngineTable } from './engine-table.js';
import { fieldValueSql } from './field-value-sql.js';
import { jsonColumnSql, jsonColumnsSql, jsonValueSql } from './json-value-sql.js';
import { quoteIdentifier, quoteText, quoteTexts } from './quote.js';
import { roundedTimestampSql } from './rounded-timestamp-sql.js';
import { fieldSql, fieldsSql, type Lines, linesSql } from './text-lines-sql.js';

export interface TypedColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

interface TableColumn extends TypedColumn {
  readonly athenaType: Type;
  readonly isFine: boolean;
}

/** Columns of a table in Athena's order with DuckDB's types: partition keys that are not declared are strings. */
function typedColumns(table: EngineTable): readonly TableColumn[] {
  const declared = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const keys = table.hivePartitionKeys.filter((key) => !declared.has(key.toLowerCase()));
  return [...table.columns, ...keys.map((name): EngineColumn => ({ name, type: 'string' }))].map((column) => {
    const athenaType = parseType(column.type);
    const type = duckdbType(athenaType);
    if (type === null) throw new Error(`the type ${column.type} of column ${column.name} cannot be run`);
    return { name: column.name.toLowerCase(), type, athenaType, isFine: column.isFine === true };
  });
}

/** Files of a table as one DuckDB list. */
function fileList(table: EngineTable): string {
  return quoteTexts(typeof table.files === 'string' ? [table.files] : table.files);
}

/** The call that reads the files of a table, without the table's column list. */
export function scanSql(table: EngineTable): string {
  return scanners[table.format](table);
}

/**
 * The SELECT that gives a table as Athena sees it. `stored` are the columns that the files have, with DuckDB's types;
 * it matters for Parquet only, whose columns are found by name and are null where a file lacks them.
 */
export function viewSql(table: EngineTable, stored: readonly TypedColumn[]): string {
  const storedTypes = new Map(stored.map((column) => [column.name.toLowerCase(), column]));
  const keys = new Set(table.hivePartitionKeys.map((key) => key.toLowerCase()));
  const items = typedColumns(table).map(({ name, type, athenaType, isFine }) => {
    const quoted = quoteIdentifier(name);
    if (keys.has(name)) return quoted;
    if (table.format !== 'parquet') return `${textValueSql(table, quoted, athenaType)} AS ${quoted}`;
    const file = storedTypes.get(name);
    if (file === undefined) return `CAST(NULL AS ${type}) AS ${quoted}`;
    const read = `CAST(${quoteIdentifier(file.name)} AS ${type})`;
    if (isFine) return `${roundedTimestampSql(read)} AS ${quoted}`;
    return file.type === type ? quoted : `${read} AS ${quoted}`;
  });
  return `SELECT ${items.join(', ')} FROM ${scanSql(table)}`;
}

const scanners: Readonly<Record<EngineTable['format'], (table: EngineTable) => string>> = {
  parquet: (table) => `read_parquet(${fileList(table)}, ${hiveOptions(table)})`,
  csv: (table) => (table.csv === undefined ? csvScan(table) : linesScan(table, table.csv)),
  json: jsonScan,
};

// Without types of its own DuckDB reads `month=03` as text but `month=10` as a number; Athena goes by the DDL.
function hiveOptions(table: EngineTable): string {
  if (table.hivePartitionKeys.length === 0) return 'hive_partitioning=false';
  const types = new Map(typedColumns(table).map((column) => [column.name, column.type]));
  const keys = table.hivePartitionKeys.map(
    (key) => `${quoteText(key)}: ${quoteText(types.get(key.toLowerCase()) ?? 'VARCHAR')}`,
  );
  return `hive_partitioning=true, hive_types_autocast=false, hive_types={${keys.join(', ')}}`;
}

function fileColumns(table: EngineTable): readonly TableColumn[] {
  const keys = new Set(table.hivePartitionKeys.map((key) => key.toLowerCase()));
  return typedColumns(table).filter((column) => !keys.has(column.name));
}

/** One row a line, whose fields are found by their place. */
function linesScan(table: EngineTable, layout: CsvLayout): string {
  const fields = fileColumns(table).map(
    ({ name }, index) => `${fieldSql(layout, index)} AS ${quoteIdentifier(name)}`,
  );
  const lines = linesSql({ ...linesOf(table), headerLines: layout.headerLines });
  return `(SELECT ${fields.join(', ')} FROM (SELECT ${fieldsSql(layout)} AS fields FROM ${lines}))`;
}

// All columns are declared and nothing is detected: detection reads the first file once more, and Athena detects nothing.
// Every field is text first: what cannot be converted is null in Athena's text format, not an error.
function csvScan(table: EngineTable): string {
  const columns = fileColumns(table).map(({ name }) => `${quoteText(name)}: 'VARCHAR'`);
  const options = [
    fileList(table),
    'auto_detect=false',
    'header=false',
    'skip=1',
    "delim=','",
    `quote='"'`,
    `escape='"'`,
    "nullstr='\\N'",
    'null_padding=true',
    `compression=${quoteText(table.compression)}`,
    `columns={${columns.join(', ')}}`,
    hiveOptions(table),
  ];
  return `read_csv(${options.join(', ')})`;
}

/** One row a line; the column of an object's key holds its value as JSON. Other lines than objects are rows of NULLs. */
function jsonScan(table: EngineTable): string {
  const columns = fileColumns(table).map(({ name }) => name);
  const fields = columns.map(
    (name, index) => `${jsonColumnSql('line', `found[${index + 1}]`, name)} AS ${quoteIdentifier(name)}`,
  );
  const keys = table.hivePartitionKeys.map(quoteIdentifier);
  const lines = linesSql({ ...linesOf(table), headerLines: 0 });
  const found = `CASE WHEN regexp_matches(line, '^\\s*[{[]') THEN ${jsonColumnsSql('line', columns)} END AS found`;
  return `(SELECT ${[...fields, ...keys].join(', ')} FROM (SELECT ${['line', found, ...keys].join(', ')} FROM ${lines}))`;
}

function linesOf(table: EngineTable): Pick<Lines, 'files' | 'compression' | 'hiveOptions'> {
  return { files: fileList(table), compression: table.compression, hiveOptions: hiveOptions(table) };
}

/** The value of a column that `scanSql` gives as text or JSON. */
function textValueSql(table: EngineTable, column: string, type: Type): string {
  const read =
    table.format === 'json'
      ? jsonValueSql(column, type)
      : fieldValueSql(column, type, table.csv?.serde ?? 'lazy_simple');
  if (read === null) throw new Error(`text of the type ${formatType(type)} cannot be run`);
  return read;
}
