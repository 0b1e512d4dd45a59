import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDatasets } from '../../../datasets/build.js';
import { loadCatalog } from '../../../estimator/catalog/load-catalog.js';
import { type OpenDatabase, openDatabase } from '../../../server/engine/open-database.js';
import { runQuery } from '../../../server/engine/run-query.js';
import { engineTables } from '../../../server/engine-tables.js';

/** A query has one answer, whatever the layout of the data. */
const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-rows-'));
let database: OpenDatabase;
let layouts: readonly string[] = [];

beforeAll(async () => {
  await buildDatasets({ rows: 2_000, folder });
  const catalog = await loadCatalog([{ database: null, path: join(folder, 'catalog') }]);
  layouts = [...catalog.databases.values()]
    .filter(({ tables }) => tables.has('transactions'))
    .map(({ name }) => name);
  database = await openDatabase({ memoryLimitBytes: 500_000_000, threads: 2, tables: engineTables(catalog) });
  catalog.close();
});

afterAll(() => {
  database.connection.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

async function rowsOn(layout: string, sql: string): Promise<string> {
  const query = {
    sql,
    database: layout,
    columns: null,
    scansOnce: true,
    rowLimit: 100,
    resultBytesLimit: 1e6,
    keep: null,
  };
  return JSON.stringify((await runQuery(database, query)).rows);
}

test.each([
  'SELECT count(*), count(transaction_id), min(user_id), round(sum(amount), 2) FROM transactions',
  "SELECT category, count(*) FROM transactions WHERE year = '2024' AND month = '03' GROUP BY 1 ORDER BY 1",
  "SELECT min(day), max(day), count(*) FROM transactions WHERE month IN ('01', '12') AND day > '15'",
  "SELECT count(*) FROM transactions WHERE category = 'food' AND is_fraud",
  'SELECT year, month, day, count(*) FROM transactions GROUP BY 1, 2, 3 HAVING count(*) > 5 ORDER BY 1, 2, 3 LIMIT 20',
  "SELECT min(event_time), max(event_time) FROM transactions WHERE event_time >= TIMESTAMP '2024-06-01 00:00:00'",
  'SELECT user_id, transaction_count, fraud_rate FROM ml_features ORDER BY user_id LIMIT 20',
])('%s', async (sql) => {
  const expected = await rowsOn('parquet', sql);
  expect(expected).not.toMatch(/^\[\[null|^\[\]|\[0\]/);
  const others = layouts.filter((name) => name !== 'parquet');
  expect(others).toHaveLength(13);
  for (const layout of others) expect([layout, await rowsOn(layout, sql)]).toEqual([layout, expected]);
});
