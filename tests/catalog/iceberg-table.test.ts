import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { estimateOn, scanOn } from './estimate-on.js';
import { openDuckdb, put, scratchFolder, tableOf } from './scratch.js';

const fixtures = fileURLToPath(new URL('fixtures/iceberg', import.meta.url));

/** What pyiceberg says: see `fixtures/write_iceberg.py`. */
interface Golden {
  /** Of the current snapshot. */
  readonly files: readonly string[];
  /** How many files it plans to read for a condition. */
  readonly kept: Readonly<Record<string, number>>;
}

const golden = JSON.parse(readFileSync(join(fixtures, 'golden.json'), 'utf8')) as Record<string, Golden>;
const root = scratchFolder();
const catalogs: Catalog[] = [];
let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await openDuckdb();
  const taken = join(root, 'taken');
  await catalogFromFolders([{ database: 'default', folder: fixtures }], taken);
  for (const path of [fixtures, taken]) catalogs.push(await loadCatalog([{ database: null, path }]));
});

afterAll(() => {
  for (const catalog of catalogs) catalog.close();
  duckdb.closeSync();
});

describe.each([
  ['a data folder', 0],
  ['a catalog folder', 1],
])('%s', (_, source) => {
  function catalog(): Catalog {
    const own = catalogs[source];
    if (own === undefined) throw new Error('no catalog');
    return own;
  }

  test.each(Object.keys(golden))('%s has the files of its snapshot', async (name) => {
    const paths = await tableOf(catalog(), 'default', name).inventory.objectPaths();
    expect([...paths].sort()).toEqual(golden[name]?.files.map((path) => join(fixtures, name, path)));
  });

  test.each(Object.keys(golden))('%s: conditions skip the files that pyiceberg skips', async (name) => {
    for (const [condition, kept] of Object.entries(golden[name]?.kept ?? {})) {
      const { objects, bytes } = await scanOn(catalog(), `SELECT tags FROM ${name} WHERE ${condition}`);
      expect({ condition, kept: objects?.kept }).toEqual({ condition, kept });
      expect(bytes.low).toBeLessThanOrEqual(bytes.high ?? 0);
    }
  });

  test('columns take the bytes of their chunks, partition columns none', async () => {
    const sizes = await duckdb.runAndReadAll(
      `SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('${fixtures}/by_date/data/*/*/*.parquet')
       WHERE path_in_schema IN ('id', 'place, city')`,
    );
    const scan = await scanOn(catalog(), 'SELECT id, place.city, day, flag FROM by_date');
    expect(scan.columns).toEqual(['id', 'place.city']);
    expect(scan.bytes.low).toBe(Number(sizes.getRows()[0]?.[0]));
    expect(scan.bytes.high).toBe(scan.bytes.low);
    expect(scan.partitions).toEqual({ kept: 4, total: 4 });
  });

  test('any expression over partition columns prunes', async () => {
    const scan = await scanOn(catalog(), 'SELECT id FROM by_date WHERE day_of_week(day) = 2 AND NOT flag');
    expect(scan.partitions).toEqual({ kept: 1, total: 4 });
  });

  test('a filter on what files are placed by may be settled without reading it', async () => {
    const { bytes } = await scanOn(
      catalog(),
      "SELECT flag FROM by_day WHERE at >= timestamp '2024-01-02' AND at < timestamp '2024-01-03'",
    );
    expect(bytes.low).toBe(0);
  });

  test('a changed schema: new names, dropped and added columns', async () => {
    const table = tableOf(catalog(), 'default', 'evolved');
    const columns = table.columns.map(({ name, type }) => `${name} ${formatType(type)}`);
    expect(columns).toContain('cost decimal(9,2)');
    expect(columns).toContain('note string');
    expect(columns.join()).not.toContain('ratio');
    expect(table.partitionKeys.map(({ name }) => name)).toEqual(['kind']);
    const files = golden['evolved']?.files.map((path) => `'${join(fixtures, 'evolved', path)}'`).join(', ');
    const sizes = await duckdb.runAndReadAll(
      `SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata([${files}]) WHERE path_in_schema IN ('price', 'cost')`,
    );
    expect((await scanOn(catalog(), 'SELECT cost FROM evolved')).bytes.high).toBe(
      Number(sizes.getRows()[0]?.[0]),
    );
  });

  test('SELECT * lists columns in the order of the table', async () => {
    const first =
      'SELECT b FROM (SELECT * FROM by_kind UNION ALL SELECT * FROM plain) AS t(a, b, c, d, e, f, g, h, i, j)';
    const { scans } = await estimateOn(catalog(), first);
    expect(scans.map(({ table, columns }) => [table, columns])).toEqual([
      ['by_kind', []],
      ['plain', ['kind']],
    ]);
  });

  test('what the table was at another time is not known', async () => {
    const { accuracy, scans } = await estimateOn(catalog(), 'SELECT id FROM plain FOR VERSION AS OF 1');
    expect(accuracy).toBe('unknown');
    expect(scans[0]?.reasons).toMatchObject([{ code: 'size_unknown', message: /another time/ }]);
  });

  test('a table without a snapshot reads nothing', async () => {
    const scan = await scanOn(catalog(), 'SELECT * FROM "empty"');
    expect(scan.bytes).toEqual({ low: 0, likely: 0, high: 0 });
    expect(scan.objects).toEqual({ kept: 0, total: 0 });
  });
});

test('the folder of one table is that table', async () => {
  const catalog = await loadCatalog([{ database: null, path: join(fixtures, 'plain') }]);
  expect([...(catalog.databases.get('default')?.tables.keys() ?? [])]).toEqual(['plain']);
  catalog.close();
});

test('DDL of an Iceberg table reads the snapshot at its location', async () => {
  const ddl = put(
    root,
    'tables.sql',
    `CREATE TABLE events (id bigint) PARTITIONED BY (day(at)) LOCATION '${join(fixtures, 'by_day')}'
     TBLPROPERTIES ('table_type' = 'ICEBERG')`,
  );
  const catalog = await loadCatalog([{ database: null, path: ddl }]);
  const scan = await scanOn(catalog, "SELECT id, at FROM events WHERE at < timestamp '2024-01-02'");
  expect(scan.objects).toEqual({ kept: 1, total: 3 });
  catalog.close();
});
