import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { macroNames, macroSchema, macroStatements } from './dialect/macros.js';
import type { EngineTable } from './engine-table.js';
import { type FileParts, readFileParts } from './file-parts.js';
import type { GateRules } from './gate.js';
import { quoteIdentifier, quoteTexts } from './quote.js';
import { scanSql, type TypedColumn, viewSql } from './view-sql.js';

export interface DatabaseOptions {
  readonly tables: readonly EngineTable[];
  readonly memoryLimitBytes: number;
  readonly threads: number;
}

/** A locked DuckDB that sees the tables and nothing else of the machine. */
export interface OpenDatabase {
  readonly connection: DuckDBConnection;
  readonly rules: GateRules;
  /** By `database.table`. */
  readonly tables: ReadonlyMap<string, EngineTable>;
  /** Where the data is in each file of the tables. */
  readonly files: ReadonlyMap<string, FileParts>;
  /** Why a table cannot be read, by `database.table`. */
  readonly failures: ReadonlyMap<string, string>;
}

/**
 * Opens the database of a worker. The order of the steps is what makes it safe (measured on DuckDB 1.5.6): views need
 * file access while they are made, `allowed_directories` cannot change after external access is off, and nothing can
 * change after the lock.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const connection = await openInstance(options);
  const failures = new Map<string, string>();
  const files = new Map<string, FileParts>();
  // The parser turns `/` into integer division by this setting, in the macros too: it comes first.
  await connection.run('SET GLOBAL integer_division=true');
  await runAll(connection, macroStatements());
  for (const database of new Set(options.tables.map((table) => table.database.toLowerCase()))) {
    await runAll(connection, [`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(database)}`]);
  }
  for (const table of options.tables) {
    try {
      for (const [path, parts] of await partsOf(connection, table)) files.set(path, parts);
      await createView(connection, table);
    } catch (error) {
      failures.set(tableKey(table), error instanceof Error ? error.message : String(error));
    }
  }
  await setUp(connection);
  await lock(connection, dataDirectories(options.tables));
  const tables = new Map(options.tables.map((table) => [tableKey(table), table]));
  return { connection, tables, rules: gateRules(options.tables), files, failures };
}

/** How a table is named in `OpenDatabase`. */
function tableKey(table: { readonly database: string; readonly table: string }): string {
  return `${table.database.toLowerCase()}.${table.table.toLowerCase()}`;
}

async function openInstance({ memoryLimitBytes, threads }: DatabaseOptions): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${Math.floor(memoryLimitBytes / 1_048_576)}MiB`,
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  });
  return instance.connect();
}

async function runAll(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

function partsOf(connection: DuckDBConnection, table: EngineTable): Promise<ReadonlyMap<string, FileParts>> {
  const paths = typeof table.files === 'string' ? [table.files] : table.files;
  return readFileParts(connection, paths, table.format === 'parquet');
}

async function createView(connection: DuckDBConnection, table: EngineTable): Promise<void> {
  const name = `${quoteIdentifier(table.database.toLowerCase())}.${quoteIdentifier(table.table.toLowerCase())}`;
  const stored = table.format === 'parquet' ? await storedColumns(connection, table) : [];
  await connection.run(`CREATE VIEW ${name} AS ${viewSql(table, stored)}`);
}

async function storedColumns(
  connection: DuckDBConnection,
  table: EngineTable,
): Promise<readonly TypedColumn[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${scanSql(table)}`);
  return described.getRows().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}

/**
 * What Athena's engine does not do and what would change the bytes: columns of a top-N fetched afterwards, a CTE or a
 * repeated subquery read once for all its uses, a join left out, an aggregate answered from statistics.
 */
const foreignOptimizers = [
  'late_materialization',
  'materialized_cte',
  'common_subplan',
  'join_elimination',
  'statistics_propagation',
];

async function setUp(connection: DuckDBConnection): Promise<void> {
  const statements = [
    // The connection knows how far a query is with these three only.
    'SET enable_progress_bar=true',
    'SET enable_progress_bar_print=false',
    'SET progress_bar_time=0',
    // Else a second run of a query reads nothing and the meter shows it.
    'SET GLOBAL enable_external_file_cache=false',
    'SET GLOBAL prefetch_all_parquet_files=true',
    `SET GLOBAL disabled_optimizers='${foreignOptimizers.join(',')}'`,
    "SET GLOBAL timezone='UTC'",
    "CALL enable_logging('FileSystem')",
  ];
  await runAll(connection, statements);
}

async function lock(connection: DuckDBConnection, directories: readonly string[]): Promise<void> {
  if (directories.length > 0) await connection.run(`SET allowed_directories=${quoteTexts(directories)}`);
  await connection.run('SET enable_external_access=false');
  await connection.run('SET lock_configuration=true');
}

/** The part of each path before its first wildcard, up to the last slash. */
function dataDirectories(tables: readonly EngineTable[]): readonly string[] {
  const directories = new Set<string>();
  for (const table of tables) {
    for (const path of typeof table.files === 'string' ? [table.files] : table.files) {
      const fixed = path.split(/[*?[{]/, 1)[0] ?? '';
      directories.add(fixed.slice(0, Math.max(fixed.lastIndexOf('/'), fixed.lastIndexOf('\\')) + 1));
    }
  }
  return [...directories];
}

function gateRules(tables: readonly EngineTable[]): GateRules {
  const names = new Map<string, Set<string>>();
  for (const { database, table } of tables) {
    const schema = database.toLowerCase();
    names.set(schema, (names.get(schema) ?? new Set()).add(table.toLowerCase()));
  }
  return { tables: names, macroSchema, macros: macroNames };
}
