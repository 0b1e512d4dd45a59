import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { openDuckdb, put, putParquet, reading, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
let duckdb: DuckDBConnection;
let good: string;

beforeAll(async () => {
  duckdb = await openDuckdb();
  good = await putParquet(duckdb, join(root, 'good.parquet'), 'SELECT i AS id FROM range(1000) r(i)');
});

afterAll(() => duckdb.closeSync());

async function withLoaded<Result>(
  folder: string,
  use: (catalog: Catalog) => Promise<Result>,
): Promise<Result> {
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  try {
    return await use(catalog);
  } finally {
    catalog.close();
  }
}

describe('Parquet that cannot be read', () => {
  test('some objects: between nothing and their size, and how many', async () => {
    const folder = join(root, 'some');
    const bytes = readFileSync(good);
    put(folder, 't/a.parquet', bytes);
    put(folder, 't/cut.parquet', bytes.subarray(0, bytes.length - 20));
    put(folder, 't/text.parquet', 'id\n1\n');
    await withLoaded(folder, async (catalog) => {
      const measure = await tableOf(catalog, 'default', 't').inventory.measure(reading(['id']));
      expect(measure.opaqueObjects).toMatchObject({ count: 2, bytes: bytes.length - 20 + 5, unreadable: 2 });
      expect(measure.opaqueObjects.detail).toContain('cut.parquet');
      expect(measure.rowGroups).toEqual({ kept: 1, total: 1 });
    });
  });

  test('all objects: an error that names one', async () => {
    put(root, 'none/t/a.parquet', 'PAR1 nothing');
    const load = loadCatalog([{ database: null, path: join(root, 'none') }]);
    await expect(load).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringContaining('a.parquet'),
    });
  });

  test('encrypted footers', async () => {
    put(root, 'encrypted/t/a.parquet', 'PARE aaaaaaaaaaaaa PARE');
    const load = loadCatalog([{ database: null, path: join(root, 'encrypted') }]);
    await expect(load).rejects.toThrow(/encrypted/);
  });
});

describe('types of several files', () => {
  test('widen where Athena widens', async () => {
    const folder = join(root, 'widen/t');
    await putParquet(
      duckdb,
      join(folder, 'a.parquet'),
      'SELECT 1::INTEGER i, 1::FLOAT f, 1::DECIMAL(5, 2) d, {a: 1} s',
    );
    await putParquet(
      duckdb,
      join(folder, 'b.parquet'),
      'SELECT 300::BIGINT i, 2::DOUBLE f, 300::DECIMAL(12, 2) d, {b: 1} s',
    );
    await withLoaded(join(root, 'widen'), async (catalog) => {
      const { columns } = tableOf(catalog, 'default', 't');
      expect(columns.map(({ type }) => formatType(type))).toEqual([
        'bigint',
        'double',
        'decimal(12,2)',
        'struct<a:int,b:int>',
      ]);
    });
  });

  test('are an error that names both files and the column where they do not', async () => {
    const folder = join(root, 'conflict/t');
    await putParquet(duckdb, join(folder, 'a.parquet'), 'SELECT 1 AS id');
    await putParquet(duckdb, join(folder, 'b.parquet'), "SELECT 'x' AS id");
    await expect(loadCatalog([{ database: null, path: join(root, 'conflict') }])).rejects.toMatchObject({
      code: 'invalid_catalog',
      message: expect.stringMatching(/id is int in a\.parquet and string in b\.parquet/),
    });
  });
});

describe('hostile names', () => {
  const names = [
    "it's",
    'a"b',
    'a[1]*?',
    'a{b,c}',
    'a%20b',
    "'; DROP TABLE x; --",
    '한글 ☃',
    '$1',
    'back\\slash',
    'x\ny',
  ];

  test('of files and folders', async () => {
    const folder = join(root, 'hostile');
    for (const name of names) {
      mkdirSync(join(folder, 'names', `k=${name}`), { recursive: true });
      copyFileSync(good, join(folder, 'names', `k=${name}`, `${name}.parquet`));
      put(folder, `text ${name}/${name}.csv`, 'a,b\n1,2\n');
    }
    await withLoaded(folder, async (catalog) => {
      const { inventory } = tableOf(catalog, 'default', 'names');
      const partitions = await inventory.partitions();
      expect(partitions?.map(({ values }) => values[0]).sort()).toEqual(
        names.map((name) => name.replace('%20', ' ')).sort(),
      );
      const { rowGroups, opaqueObjects } = await inventory.measure(reading(['id']));
      expect(rowGroups?.kept).toBe(names.length);
      expect(opaqueObjects.count).toBe(0);
      for (const name of names) {
        const { columns } = tableOf(catalog, 'default', `text ${name}`.toLowerCase());
        expect(columns.map((column) => column.name)).toEqual(['a', 'b']);
      }
    });
  });

  test('of columns', async () => {
    const columns = names.map((name, index) => `${index} AS "${name.replaceAll('"', '""')}"`);
    await putParquet(
      duckdb,
      join(root, 'columns/t/a.parquet'),
      `SELECT ${columns.join(', ')}, {'a.b': 1} AS s`,
    );
    await withLoaded(join(root, 'columns'), async (catalog) => {
      const { inventory, ...table } = tableOf(catalog, 'default', 't');
      const own = names.map((name) => name.toLowerCase());
      expect(table.columns.map(({ name }) => name)).toEqual([...own, 's']);
      const { chunks } = await inventory.measure(reading([...own, 's.a.b']));
      expect([...chunks.bytesByColumn.values()].every((bytes) => bytes > 0)).toBe(true);
    });
  });

  test('columns that differ in case only are one', async () => {
    const file = await putParquet(duckdb, join(root, 'case/t/a.parquet'), 'SELECT 1 AS aa, 2 AS ab');
    const bytes = readFileSync(file);
    const text = bytes.toString('latin1').replaceAll('ab', 'AA');
    writeFileSync(file, Buffer.from(text, 'latin1'));
    await withLoaded(join(root, 'case'), async (catalog) => {
      const { columns, inventory } = tableOf(catalog, 'default', 't');
      expect(columns.map(({ name }) => name)).toEqual(['aa']);
      expect((await inventory.measure(reading(['aa']))).chunks.bytes).toBeGreaterThan(0);
    });
  });
});

test('a partition key hides a column of its name in the files', async () => {
  await putParquet(duckdb, join(root, 'key/t/id=7/a.parquet'), 'SELECT 1 AS id, 2 AS x');
  await withLoaded(join(root, 'key'), async (catalog) => {
    const table = tableOf(catalog, 'default', 't');
    expect(table.columns.map(({ name }) => name)).toEqual(['x']);
    expect(table.partitionKeys.map(({ name }) => name)).toEqual(['id']);
  });
});
