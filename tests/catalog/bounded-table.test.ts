import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimateOn } from './estimate-on.js';
import { openDuckdb, put, putParquet, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
const folder = join(root, 'data');
const catalogs: Catalog[] = [];
let duckdb: DuckDBConnection;
let fileBytes: number;

beforeAll(async () => {
  duckdb = await openDuckdb();
  put(folder, 'delta/_delta_log/00000000000000000000.json', '{"commitInfo": {}}\n');
  put(folder, 'hudi/.hoodie/hoodie.properties', 'hoodie.table.name=hudi\n');
  put(folder, 'hudi/day=1/.f1_001.log.1_0-1-1', 'x'.repeat(500));
  put(folder, 'hudi/day=1/.hoodie_partition_metadata', 'commitTime=1\n');
  for (const table of ['delta', 'hudi']) {
    for (const day of [1, 2]) {
      const file = join(folder, `${table}/day=${day}/a.parquet`);
      await putParquet(duckdb, file, 'SELECT i AS id, i * 2 AS twice FROM range(1000) r(i)');
      fileBytes = statSync(file).size;
    }
  }
  await catalogFromFolders([{ database: 'default', folder }], join(root, 'taken'));
  for (const path of [folder, join(root, 'taken')])
    catalogs.push(await loadCatalog([{ database: null, path }]));
});

afterAll(() => {
  for (const catalog of catalogs) catalog.close();
  duckdb.closeSync();
});

test.each([
  ['delta', 'Delta', 0],
  ['hudi', 'Hudi', 500],
])('%s: all files are the upper bound, and there is no lower one', async (name, kind, logBytes) => {
  for (const catalog of catalogs) {
    const sql = `SELECT id FROM ${name} WHERE day = '1'`;
    const { scans, accuracy, bytesScanned, bytesBilled } = await estimateOn(catalog, sql);
    expect(accuracy).toBe('upper_bound');
    expect(bytesScanned).toMatchObject({ low: null, high: 2 * fileBytes + logBytes });
    expect(bytesBilled).toMatchObject({ low: null, high: 10_000_000 });
    expect(scans[0]?.reasons).toMatchObject([
      { code: 'size_per_column_unknown', message: expect.stringContaining(`${kind} table`) },
    ]);
    const { columns, partitionKeys } = tableOf(catalog, 'default', name);
    expect(columns.map((column) => column.name)).toEqual(['id', 'twice', 'day']);
    expect(partitionKeys).toEqual([]);
  }
});
