import { parseType } from '../../estimator/sql/type.js';
import { duckdbType } from './column-type.js';
import type { CsvLayout, EngineColumn, EngineTable } from './engine-table.js';
import { quoteIdentifier, quoteText, quoteTexts } from './quote.js';
import { fieldSql, fieldsSql, linesSql } from './text-lines-sql.js';

export interface TypedColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

/** Columns of a table in Athena's order with DuckDB's types: partition keys that are not declared are strings. */
function typedColumns(table: EngineTable): readonly TypedColumn[] {
  const declared = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const keys = table.hivePartitionKeys.filter((key) => !declared.has(key.toLowerCase()));
  return [...table.columns, ...keys.map((name): EngineColumn => ({ name, type: 'string' }))].map((column) => {
    const type = duckdbType(parseType(column.type));
    if (type === null) throw new Error(`the type ${column.type} of column ${column.name} cannot be run`);
    return { name: column.name.toLowerCase(), type };
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
  const items = typedColumns(table).map(({ name, type }) => {
    const quoted = quoteIdentifier(name);
    if (keys.has(name)) return quoted;
    if (table.format === 'json') {
      const stored = storedName(table, name);
      return stored === name ? quoted : `${quoteIdentifier(stored)} AS ${quoted}`;
    }
    if (table.format === 'csv') {
      return type === 'VARCHAR' ? quoted : `TRY_CAST(${quoted} AS ${type}) AS ${quoted}`;
    }
    const file = storedTypes.get(name);
    if (file?.type === type) return quoted;
    if (file === undefined) return `CAST(NULL AS ${type}) AS ${quoted}`;
    return `CAST(${quoteIdentifier(file.name)} AS ${type}) AS ${quoted}`;
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

function fileColumns(table: EngineTable): readonly TypedColumn[] {
  const keys = new Set(table.hivePartitionKeys.map((key) => key.toLowerCase()));
  return typedColumns(table).filter((column) => !keys.has(column.name));
}

/** One row a line, whose fields are found by their place. */
function linesScan(table: EngineTable, layout: CsvLayout): string {
  const fields = fileColumns(table).map(
    ({ name }, index) => `${fieldSql(layout, index)} AS ${quoteIdentifier(name)}`,
  );
  const lines = linesSql(fileList(table), table.compression, layout);
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

function storedName({ columns }: EngineTable, name: string): string {
  return columns.find((column) => column.name.toLowerCase() === name)?.storedName ?? name;
}

function jsonScan(table: EngineTable): string {
  const columns = fileColumns(table).map(
    ({ name, type }) => `${quoteText(storedName(table, name))}: ${quoteText(type)}`,
  );
  const compression = table.compression === 'none' ? 'uncompressed' : table.compression;
  const options = [
    fileList(table),
    "format='newline_delimited'",
    'auto_detect=false',
    `compression=${quoteText(compression)}`,
    `columns={${columns.join(', ')}}`,
    hiveOptions(table),
  ];
  return `read_json(${options.join(', ')})`;
}
