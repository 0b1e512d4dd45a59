import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import type { Inventory } from '../../estimator/catalog/inventory.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import type { Domain } from '../../estimator/scan/domain.js';
import { above, equalTo, openDuckdb, put, putParquet, reading, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
const folder = join(root, 'data');
const never: Domain = { ranges: [], nullAllowed: false };
const onlyNull: Domain = { ranges: [], nullAllowed: true };
const notNull: Domain = { ranges: [{ low: null, high: null }], nullAllowed: false };

let duckdb: DuckDBConnection;
const catalogs: Catalog[] = [];

/** Row groups 0 to 4 hold ids from 0, 2048, ...; the last of `events` is in another partition. */
const events = `SELECT i::INTEGER AS id, i % 7 AS d, 'v' || lpad(i::VARCHAR, 6, '0') AS name, i / 4 AS ratio, (i / 100)::DECIMAL(12, 2) AS amount,
  DATE '2024-01-01' + (i // 2048)::INTEGER AS day, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS at,
  CASE WHEN i < 2048 THEN NULL ELSE i END AS late, CASE WHEN i % 2 = 0 THEN i END AS half, NULL::INTEGER AS nothing,
  CASE WHEN i = 5000 THEN 'nan'::DOUBLE ELSE i END AS broken, i < 4096 AS early,
  {'A': i, 'b': {'c': 'x' || i}} AS s, [i, i] AS list, MAP {'k': i} AS m
  FROM range(10240) r(i)`;

beforeAll(async () => {
  duckdb = await openDuckdb();
  await putParquet(
    duckdb,
    join(folder, 'events/p=1/a.parquet'),
    `${events} WHERE i < 8192`,
    ', ROW_GROUP_SIZE 2048',
  );
  await putParquet(
    duckdb,
    join(folder, 'events/p=2/a.parquet'),
    `${events} WHERE i >= 8192`,
    ', ROW_GROUP_SIZE 2048',
  );
  await putParquet(duckdb, join(folder, 'grown/a.parquet'), 'SELECT i::INTEGER AS id FROM range(10) r(i)');
  await putParquet(
    duckdb,
    join(folder, 'grown/b.parquet'),
    'SELECT i AS id, i AS extra FROM range(10, 30) r(i)',
  );
  put(folder, 'logs/p=1/a.csv', 'a,b\n1,2\n');
  put(folder, 'logs/p=2/a.csv', 'a,b\n1,2\n3,4\n');
  await catalogFromFolders([{ database: 'default', folder }], join(root, 'taken'));
  for (const path of [folder, join(root, 'taken')])
    catalogs.push(await loadCatalog([{ database: null, path }]));
});

afterAll(() => {
  for (const catalog of catalogs) catalog.close();
  duckdb.closeSync();
});

function inventoryOf(source: number, table: string): Inventory {
  const catalog = catalogs[source];
  if (catalog === undefined) throw new Error('no catalog');
  return tableOf(catalog, 'default', table).inventory;
}

/** Bytes of chunks as DuckDB reads them from the footers. */
async function chunkBytes(condition: string): Promise<number> {
  const reader = await duckdb.runAndReadAll(
    `SELECT coalesce(sum(total_compressed_size), 0)::BIGINT FROM parquet_metadata('${folder}/events/*/*.parquet')
     WHERE ${condition}`,
  );
  return Number(reader.getRows()[0]?.[0]);
}

describe.each([
  ['a data folder', 0],
  ['a catalog folder', 1],
])('%s', (_, source) => {
  test('bytes of columns are those of the footers', async () => {
    const { chunks, rowGroups, objects } = await inventoryOf(source, 'events').measure(
      reading(['id', 's.b.c', 'm']),
    );
    expect(chunks.bytesByColumn).toEqual(
      new Map([
        ['id', await chunkBytes("path_in_schema = 'id'")],
        ['s.b.c', await chunkBytes("path_in_schema = 's, b, c'")],
        ['m', await chunkBytes("path_in_schema LIKE 'm, %'")],
      ]),
    );
    expect(chunks.bytes).toBe([...chunks.bytesByColumn.values()].reduce((sum, bytes) => sum + bytes));
    expect(chunks.latestBytes).toBe(chunks.bytes);
    expect(chunks.rows).toBe(10240);
    expect(chunks.rowsInLargestRowGroup).toBe(2048);
    expect(rowGroups).toEqual({ kept: 5, total: 5 });
    expect(objects).toEqual({ kept: 2, total: 2 });
  });

  test('a whole row is all of its fields; a name that is not stored is nothing', async () => {
    const { chunks } = await inventoryOf(source, 'events').measure(reading(['s', 'nowhere']));
    expect(chunks.bytes).toBe(await chunkBytes("path_in_schema LIKE 's, %'"));
  });

  test('partitions cut objects and row groups', async () => {
    const inventory = inventoryOf(source, 'events');
    expect(await inventory.partitions()).toEqual([
      { id: 0, values: ['1'] },
      { id: 1, values: ['2'] },
    ]);
    const kept = await inventory.measure(reading(['id'], { partitions: [1] }));
    expect(kept.objects).toEqual({ kept: 1, total: 2 });
    expect(kept.rowGroups).toEqual({ kept: 1, total: 5 });
    const none = await inventory.measure(reading(['id'], { partitions: [] }));
    expect(none.objects.kept).toBe(0);
    expect(none.chunks.bytes).toBe(0);
    expect(none.chunks.trinoHighBytes).toBe(0);
  });

  test.each<[string, string, Domain, number]>([
    ['integer', 'id', equalTo({ kind: 'integer', value: 2048n }), 1],
    ['beyond', 'id', above({ kind: 'integer', value: 10239n }), 0],
    [
      'inclusive',
      'id',
      {
        ranges: [{ low: null, high: { value: { kind: 'integer', value: 2048n }, inclusive: true } }],
        nullAllowed: false,
      },
      2,
    ],
    [
      'exclusive',
      'id',
      {
        ranges: [{ low: null, high: { value: { kind: 'integer', value: 2048n }, inclusive: false } }],
        nullAllowed: false,
      },
      1,
    ],
    ['varchar', 'name', equalTo({ kind: 'varchar', value: 'v004096' }), 1],
    ['hostile text', 'name', equalTo({ kind: 'varchar', value: "w' OR 1=1 --\0" }), 0],
    ['double', 'ratio', equalTo({ kind: 'double', value: 600 }), 1],
    ['decimal', 'amount', equalTo({ kind: 'decimal', unscaled: 2500n, scale: 2 }), 1],
    ['decimal of more digits', 'amount', above({ kind: 'decimal', unscaled: 10239001n, scale: 5 }), 0],
    ['date', 'day', equalTo({ kind: 'date', days: 19724 }), 1],
    ['timestamp', 'at', equalTo({ kind: 'timestamp', micros: 1704067200000000n }), 1],
    ['boolean', 'early', equalTo({ kind: 'boolean', value: true }), 2],
    ['field of a row', 's.a', equalTo({ kind: 'integer', value: 0n }), 1],
    ['IS NULL with some', 'half', onlyNull, 5],
    ['IS NULL with none', 'id', onlyNull, 0],
    ['IS NULL with one row group of them', 'late', onlyNull, 1],
    ['IS NOT NULL', 'late', notNull, 4],
    ['IS NOT NULL with none', 'nothing', notNull, 0],
    ['equality where all are NULL', 'nothing', equalTo({ kind: 'integer', value: 1n }), 0],
    ['no value at all', 'id', never, 0],
    ['NaN among the bounds bounds nothing', 'broken', equalTo({ kind: 'double', value: 1e9 }), 1],
    ['a column that files do not have', 'nowhere', equalTo({ kind: 'integer', value: 1n }), 5],
    ['another kind than the column has', 'id', equalTo({ kind: 'varchar', value: 'x' }), 5],
    ['arrays have no bounds', 'list', equalTo({ kind: 'integer', value: -1n }), 5],
  ])('skips row groups: %s', async (_name, path, domain, kept) => {
    const request = reading([path], { domains: new Map([[path, domain]]) });
    const measure = await inventoryOf(source, 'events').measure(request);
    expect(measure.rowGroups).toEqual({ kept, total: 5 });
  });

  test('row groups without statistics are counted', async () => {
    const request = reading(['broken'], {
      domains: new Map([['broken', above({ kind: 'double', value: 0 })]]),
    });
    const { chunks } = await inventoryOf(source, 'events').measure(request);
    expect(chunks.rowGroupsWithoutStatistics).toBe(1);
  });

  test('an engine may stop after the cheapest conjunct', async () => {
    const inventory = inventoryOf(source, 'events');
    const columns = ['id', 'name', 's.b.c'];
    const { chunks } = await inventory.measure(
      reading(columns, { conjunctColumns: [['id', 'name'], ['id']] }),
    );
    expect(chunks.latestBytes).toBe(chunks.bytesByColumn.get('id'));
  });

  test('a dictionary may settle the values of one column', async () => {
    const domains = new Map([['d', equalTo({ kind: 'integer', value: 5n })]]);
    const request = reading(['d', 'name'], { domains, conjunctColumns: [['d']] });
    const { chunks } = await inventoryOf(source, 'events').measure(request);
    expect(chunks.bytes).toBeGreaterThan(0);
    expect(chunks.latestBytes).toBe(0);
    const range = new Map([['d', above({ kind: 'integer', value: 5n })]]);
    const ranged = await inventoryOf(source, 'events').measure({ ...request, domains: range });
    expect(ranged.chunks.latestBytes).toBe(0);
    const whole = new Map([['d', above({ kind: 'integer', value: -1n })]]);
    const passing = await inventoryOf(source, 'events').measure({ ...request, domains: whole });
    expect(passing.chunks.latestBytes).toBe(passing.chunks.bytesByColumn.get('d'));
  });

  test('the trino profile is never below the chunks', async () => {
    const { chunks } = await inventoryOf(source, 'events').measure(reading(['id']));
    expect(chunks.trinoLikelyBytes).toBeGreaterThanOrEqual(chunks.bytes);
    expect(chunks.trinoHighBytes).toBeGreaterThanOrEqual(chunks.trinoLikelyBytes ?? Number.NaN);
  });

  test('a column that some files lack takes no bytes there', async () => {
    const inventory = inventoryOf(source, 'grown');
    const { chunks, rowGroups } = await inventory.measure(reading(['id', 'extra']));
    expect(rowGroups).toEqual({ kept: 2, total: 2 });
    expect(chunks.bytesByColumn.get('extra')).toBeGreaterThan(0);
    const filtered = await inventory.measure(
      reading(['id'], { domains: new Map([['id', equalTo({ kind: 'integer', value: 20n })]]) }),
    );
    expect(filtered.rowGroups).toEqual({ kept: 1, total: 2 });
  });

  test('row formats are read whole', async () => {
    const measure = await inventoryOf(source, 'logs').measure(reading(['a'], { partitions: [1] }));
    expect(measure.wholeObjects).toEqual({ count: 1, bytes: 12, smallestBytes: 12 });
    expect(measure.rowGroups).toBeNull();
    expect(measure.objects).toEqual({ kept: 1, total: 2 });
  });

  test('objects are where they are', async () => {
    expect(await inventoryOf(source, 'events').objectPaths()).toEqual([
      join(folder, 'events/p=1/a.parquet'),
      join(folder, 'events/p=2/a.parquet'),
    ]);
  });
});
