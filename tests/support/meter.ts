import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalog, Table } from '../../estimator/catalog/catalog.js';
import { formatType } from '../../estimator/sql/format-type.js';

/** Runs queries in DuckDB over a catalog's tables and counts the bytes that are really read from the data files. */
export interface Meter {
  /**
   * Bytes of column chunks and of row-format objects; footers and Bloom filters are told apart by their place. DuckDB
   * reads over small gaps between two chunks: chunks of other columns than `columns` inside a read are such gaps and
   * do not count, but a read that begins or ends with one counts whole. A chunk that one scan reads twice (first as a
   * filter, then with its neighbours) counts once; `columns` and `scansOnce` are what the estimate says.
   */
  readonly bytesRead: (database: string, sql: string, expected: ExpectedReads) => Promise<number>;
  readonly close: () => void;
}

export interface ExpectedReads {
  readonly columns: ReadonlySet<string>;
  /** No table is scanned twice. */
  readonly scansOnce: boolean;
}

interface FileParts {
  readonly bytes: number;
  /** Column chunks in the order of the file; null for row formats. */
  readonly chunks: readonly Chunk[] | null;
}

interface Chunk {
  readonly column: string;
  readonly start: number;
  readonly end: number;
}

/**
 * No cache, whole chunks at a time, and without the optimizers that do what Athena's engine does not: columns fetched
 * after a top-N, CTEs kept, aggregates answered from statistics.
 */
const settings = [
  'SET GLOBAL enable_external_file_cache = false',
  'SET GLOBAL prefetch_all_parquet_files = true',
  'SET GLOBAL integer_division = true',
  "SET GLOBAL disabled_optimizers = 'late_materialization,materialized_cte,common_subplan,join_elimination,statistics_propagation'",
  'SET threads = 1',
  "SET timezone = 'UTC'",
];

export async function createMeter(catalog: Catalog): Promise<Meter> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const setting of settings) await connection.run(setting);
  const files = new Map<string, FileParts>();
  for (const database of catalog.databases.values()) {
    await connection.run(`CREATE SCHEMA "${database.name}"`);
    for (const table of database.tables.values()) {
      if (table.kind === 'table') await createView(connection, table, files);
    }
  }
  return {
    async bytesRead(database, sql, expected) {
      await connection.run(`USE memory."${database}"`);
      await connection.run("CALL enable_logging('FileSystem', storage = 'memory')");
      await connection.runAndReadAll(sql);
      await connection.run('CALL disable_logging()');
      const log = await connection.runAndReadAll(
        `SELECT path, bytes, pos FROM duckdb_logs_parsed('FileSystem') WHERE op = 'READ'`,
      );
      await connection.run('CALL truncate_duckdb_logs()');
      return sumOfReads(log.getRowObjects(), files, expected);
    },
    close: () => connection.closeSync(),
  };
}

async function createView(
  connection: DuckDBConnection,
  table: Table,
  files: Map<string, FileParts>,
): Promise<void> {
  const paths = await table.inventory.objectPaths();
  const isParquet = table.format === 'parquet';
  for (const path of paths) files.set(path, await partsOf(connection, path, isParquet));
  const list = `[${paths.map((path) => `'${path}'`).join(', ')}]`;
  const hive = table.partitionKeys.map(({ name }) => `'${name}': VARCHAR`).join(', ');
  const partitioned =
    hive === '' ? 'hive_partitioning = false' : `hive_partitioning = true, hive_types = {${hive}}`;
  const columns = table.columns
    .map(({ name, type }) => `'${name}': '${duckdbType(formatType(type))}'`)
    .join(', ');
  const readers: Readonly<Record<string, string>> = {
    parquet: `read_parquet(${list}, ${partitioned})`,
    csv: `read_csv(${list}, ${partitioned}, auto_detect = false, header = true, columns = {${columns}})`,
    json: `read_json(${list}, ${partitioned}, format = 'newline_delimited', columns = {${columns}})`,
  };
  await connection.run(
    `CREATE VIEW "${table.database}"."${table.name}" AS SELECT * FROM ${readers[table.format]}`,
  );
}

function duckdbType(hive: string): string {
  return hive === 'string' ? 'VARCHAR' : hive.toUpperCase();
}

async function partsOf(connection: DuckDBConnection, path: string, isParquet: boolean): Promise<FileParts> {
  const { statSync } = await import('node:fs');
  const bytes = statSync(path).size;
  if (!isParquet) return { bytes, chunks: null };
  const chunks = await connection.runAndReadAll(
    `SELECT path_in_schema AS name, least(coalesce(dictionary_page_offset, data_page_offset), data_page_offset) AS start,
       total_compressed_size AS size FROM parquet_metadata('${path}') ORDER BY start`,
  );
  return {
    bytes,
    chunks: chunks.getRowObjects().map((chunk) => ({
      column: String(chunk['name']),
      start: Number(chunk['start']),
      end: Number(chunk['start']) + Number(chunk['size']),
    })),
  };
}

/** A read that ends with the file is the speculative read of the footer; one behind the chunks is a Bloom filter. */
function sumOfReads(
  reads: readonly Record<string, unknown>[],
  files: ReadonlyMap<string, FileParts>,
  { columns, scansOnce }: ExpectedReads,
): number {
  const seen = new Set<Chunk>();
  return reads.reduce((sum, read) => {
    const file = files.get(String(read['path']));
    const start = Number(read['pos']);
    const end = start + Number(read['bytes']);
    if (file === undefined) return sum;
    if (file.chunks === null) return sum + Math.max(0, Math.min(end, file.bytes) - start);
    const touched = file.chunks.filter((chunk) => chunk.start < end && start < chunk.end);
    if (end >= file.bytes || touched.length === 0) return sum;
    const again = scansOnce ? touched.filter((chunk) => seen.has(chunk) && columns.has(chunk.column)) : [];
    for (const chunk of touched) seen.add(chunk);
    const repeated = again.reduce(
      (bytes, chunk) => bytes + Math.min(end, chunk.end) - Math.max(start, chunk.start),
      0,
    );
    return sum + (end - start) - gapBytes(touched, columns) - repeated;
  }, 0);
}

function gapBytes(touched: readonly Chunk[], columns: ReadonlySet<string>): number {
  const isWanted = ({ column }: Chunk): boolean => columns.has(column);
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined || !isWanted(first) || !isWanted(last)) return 0;
  return touched
    .filter((chunk) => !isWanted(chunk))
    .reduce((sum, chunk) => sum + (chunk.end - chunk.start), 0);
}
