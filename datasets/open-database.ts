import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { sqlText } from './sql-text.js';

/** A DuckDB that lives for one build. */
export interface BuildDatabase {
  readonly connection: DuckDBConnection;
  readonly version: string;
  close(): void;
}

/**
 * Opens a DuckDB whose output does not depend on the machine: two threads, rows kept in order, UTC.
 * Sorts larger than the memory limit spill into `spillFolder`.
 */
export async function openDatabase(spillFolder: string): Promise<BuildDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(defaultThreads),
    memory_limit: '1GB',
    temp_directory: spillFolder,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET timezone = 'UTC'");
  // A year has 366 day partitions; over the limit (100) DuckDB closes files early and leaves thousands of small ones.
  await connection.run('SET partitioned_write_max_open_files = 1000');
  const [row] = await readRows(connection, 'SELECT version() AS version');
  return {
    connection,
    version: String(row?.['version']),
    close(): void {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const defaultThreads = 2;

/**
 * Runs `work` on one thread. DuckDB's partitioned writer gives each thread its own files, so with two the rows of a
 * partition would be divided by chance.
 */
export async function onOneThread<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run('SET threads = 1');
  try {
    return await work();
  } finally {
    await connection.run(`SET threads = ${defaultThreads}`);
  }
}

/** All rows of a small result, BIGINT as text. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** The one number of a one-row result with a column `value`. */
export async function readNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await readRows(connection, sql);
  return Number(row?.['value']);
}

/** Runs a COPY and returns how many rows it wrote. */
export async function copyRows(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await readRows(connection, sql);
  return Number(row?.['Count']);
}

/** `read_parquet` on a file or a glob. */
export function parquetSource(path: string): string {
  return `read_parquet(${sqlText(path)})`;
}
