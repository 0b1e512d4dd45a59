import { readFileSync } from 'node:fs';
import sqlParser from 'node-sql-parser';
import { ParquetReader } from 'parquetjs-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog, Table } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
import { readCases } from '../support/read-cases.js';

let data: CaseData;
let catalog: Catalog;

beforeAll(async () => {
  data = await writeCaseData();
  catalog = await loadCatalog([{ database: null, path: data.folder }]);
});

afterAll(() => {
  catalog.close();
  data.remove();
});

/** Columns as node-sql-parser lists them, where one of its dialects can parse at all. */
function columnsOfSecondParser(sql: string): ReadonlySet<string> | null {
  for (const database of ['athena', 'trino', 'postgresql']) {
    try {
      const list = new sqlParser.Parser().columnList(sql, { database });
      return new Set(list.map((entry) => entry.split('::').at(-1)?.toLowerCase() ?? ''));
    } catch {
      // The next dialect may read it.
    }
  }
  return null;
}

/**
 * The second parser knows no table: it lists names, also of outputs, partition keys and columns that end up unused.
 * Every column that we say is read must be among its names, or come from a star.
 */
test('every column we read is named in the query, as node-sql-parser reads it', async () => {
  const cases = ['columns', 'predicates'].flatMap((group) =>
    readCases(new URL(`../cases/${group}.sql`, import.meta.url)),
  );
  let judged = 0;
  for (const { name, sql } of cases) {
    const names = columnsOfSecondParser(sql);
    if (names === null || names.has('(.*)') || sql.includes('*') || sql.includes('USING')) continue;
    const { statements } = await estimate(sql, {
      catalog,
      database: 'default',
      file: null,
      price: priceFor('us-east-1'),
      engine: 'athena',
      at: new Date('2024-02-10T00:00:00Z'),
      runsPerMonth: null,
      parameters: {},
    });
    const read = statements.flatMap(({ scans }) => scans.flatMap(({ columns }) => columns));
    const missing = read.filter((column) => !column.split('.').some((part) => names.has(part)));
    expect({ name, missing }).toEqual({ name, missing: [] });
    judged += 1;
  }
  expect(judged).toBeGreaterThan(20);
});

test('chunk sizes are those that parquetjs-lite reads in the footer', async () => {
  const table = catalog.databases.get('default')?.tables.get('users') as Table;
  const [path = ''] = await table.inventory.objectPaths();
  const reader = await ParquetReader.openBuffer(readFileSync(path));
  const sums = new Map<string, number>();
  for (const group of reader.metadata.row_groups) {
    for (const { meta_data } of group.columns) {
      const name = meta_data.path_in_schema.join('.');
      sums.set(name, (sums.get(name) ?? 0) + Number(meta_data.total_compressed_size));
    }
  }
  const columns = [...sums.keys()];
  const measure = await table.inventory.measure({
    partitions: 'all',
    columns,
    domains: new Map(),
    conjunctColumns: [],
  });
  expect(measure.chunks.bytesByColumn).toEqual(sums);
});
