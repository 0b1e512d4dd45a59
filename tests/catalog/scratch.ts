import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll } from 'vitest';
import type { Catalog, Table } from '../../estimator/catalog/catalog.js';
import type { MeasureRequest } from '../../estimator/catalog/inventory.js';
import type { Domain, DomainValue } from '../../estimator/scan/domain.js';

/** A folder of one test file, removed when its tests have ended. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-catalog-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file and the folders above it. */
export function put(folder: string, path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A DuckDB that writes test files and reads them a second way. */
export async function openDuckdb(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
}

/** Writes the rows of a query as one Parquet file. */
export async function putParquet(
  duckdb: DuckDBConnection,
  file: string,
  query: string,
  options = '',
): Promise<string> {
  mkdirSync(dirname(file), { recursive: true });
  await duckdb.run(`COPY (${query}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet${options})`);
  return file;
}

export function tableOf(catalog: Catalog, database: string, name: string): Table {
  const table = catalog.databases.get(database)?.tables.get(name);
  if (table?.kind !== 'table') throw new Error(`no table ${database}.${name}`);
  return table;
}

/** A request that reads these columns of all partitions, without filters. */
export function reading(
  columns: readonly string[],
  rest: Partial<Omit<MeasureRequest, 'columns'>> = {},
): MeasureRequest {
  return { partitions: 'all', columns, domains: new Map(), conjunctColumns: [], ...rest };
}

/** The domain of `column = value`. */
export function equalTo(value: DomainValue): Domain {
  const bound = { value, inclusive: true };
  return { ranges: [{ low: bound, high: bound }], nullAllowed: false };
}

/** The domain of `column > value`. */
export function above(value: DomainValue): Domain {
  return { ranges: [{ low: { value, inclusive: false }, high: null }], nullAllowed: false };
}
