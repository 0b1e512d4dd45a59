import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import { type CatalogSource, loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { takeCatalogFromFolder } from '../../estimator/catalog/take-catalog-from-folder.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { openDuckdb, put, putParquet, reading, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
const data = join(root, 'data');
let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await openDuckdb();
  await putParquet(duckdb, join(data, 'orders/a.parquet'), 'SELECT 1::INTEGER AS id');
  put(data, 'people/a.csv', 'id,name,born\n1,Ann,2001-02-03\n2,Bo,1999-12-31\n');
});

afterAll(() => duckdb.closeSync());

/** Database, table and columns of all that a list of sources loads. */
async function contents(...sources: readonly CatalogSource[]): Promise<readonly string[]> {
  const catalog = await loadCatalog(sources);
  try {
    return [...catalog.databases.values()].flatMap((database) =>
      [...database.tables.values()].map((table) => {
        const columns = table.kind === 'table' ? table.columns : [];
        const text = columns.map(({ name, type }) => `${name} ${formatType(type)}`).join(', ');
        return `${database.name}.${table.name}: ${text}`;
      }),
    );
  } finally {
    catalog.close();
  }
}

const ordersAndPeople = (database: string): readonly string[] => [
  `${database}.orders: id int`,
  `${database}.people: id bigint, name string, born date`,
];

describe('sources', () => {
  test('a data folder is database default, or the one that is named', async () => {
    expect(await contents({ database: null, path: data })).toEqual(ordersAndPeople('default'));
    expect(await contents({ database: 'Sales', path: data })).toEqual(ordersAndPeople('sales'));
  });

  test('a catalog folder holds many databases; its default one takes the name', async () => {
    const out = join(root, 'many');
    const entries = ['default', 'Other'].map((database) => ({ database, folder: data }));
    await catalogFromFolders(entries, out);
    expect(await contents({ database: 'mine', path: out })).toEqual([
      ...ordersAndPeople('mine'),
      ...ordersAndPeople('other'),
    ]);
  });

  test('a later source wins, table by table', async () => {
    const later = join(root, 'later');
    put(later, 'people/a.csv', 'only\n1\n2\n');
    const sources = [data, later].map((path): CatalogSource => ({ database: null, path }));
    expect(await contents(...sources)).toEqual(['default.orders: id int', 'default.people: only bigint']);
  });

  test('without sources: the built-in datasets, or that they are not there', async () => {
    vi.stubEnv('ATHENA_DRYRUN_DATA', join(root, 'datasets'));
    await expect(loadCatalog([])).rejects.toMatchObject({ code: 'datasets_missing' });
    await catalogFromFolders([{ database: 'built', folder: data }], join(root, 'datasets/catalog'));
    expect(await contents()).toEqual(ordersAndPeople('built'));
    vi.unstubAllEnvs();
  });

  test.each(['ddl.sql', 'tables.json'])('%s is said to be unreadable as a catalog', async (name) => {
    const path = put(root, name, '{}');
    await expect(loadCatalog([{ database: null, path }])).rejects.toMatchObject({ code: 'invalid_catalog' });
  });

  test('a path that is not there', async () => {
    const source = { database: null, path: join(root, 'missing.sql') };
    await expect(loadCatalog([source])).rejects.toMatchObject({ code: 'unreadable_file' });
  });
});

describe('a catalog folder', () => {
  test('answers without its data, and moves together with it', async () => {
    const together = join(root, 'together');
    cpSync(data, join(together, 'data'), { recursive: true });
    await takeCatalogFromFolder(join(together, 'data'), join(together, 'catalog'));
    renameSync(together, join(root, 'moved'));
    const catalog = await loadCatalog([{ database: null, path: join(root, 'moved/catalog') }]);
    const table = tableOf(catalog, 'default', 'orders');
    expect(table.location).toBe(join(root, 'moved/data/orders'));
    expect(await table.inventory.objectPaths()).toEqual([join(root, 'moved/data/orders/a.parquet')]);
    rmSync(join(root, 'moved/data'), { recursive: true });
    expect((await table.inventory.measure(reading(['id']))).chunks.rows).toBe(1);
    catalog.close();
  });

  test('is replaced as a whole; what is no catalog is not replaced', async () => {
    const out = join(root, 'again');
    await takeCatalogFromFolder(data, out);
    await takeCatalogFromFolder(join(data, 'people'), out);
    expect(await contents({ database: null, path: out })).toHaveLength(2);
    expect(readdirSync(root).filter((name) => name.includes('.part-'))).toEqual([]);
    put(root, 'precious/thesis.txt', 'years of work');
    await expect(takeCatalogFromFolder(data, join(root, 'precious'))).rejects.toMatchObject({
      code: 'usage',
    });
    expect(existsSync(join(root, 'precious/thesis.txt'))).toBe(true);
  });

  test('a crawl that fails leaves the older catalog as it was', async () => {
    const out = join(root, 'kept');
    await takeCatalogFromFolder(data, out);
    const before = readFileSync(join(out, 'catalog.json'), 'utf8');
    const bad = join(root, 'bad');
    put(bad, 't/a.parquet', 'PAR1 this is none');
    await expect(takeCatalogFromFolder(bad, out)).rejects.toMatchObject({ code: 'unreadable_file' });
    expect(readFileSync(join(out, 'catalog.json'), 'utf8')).toBe(before);
  });

  test('stated types take the place of guessed ones', async () => {
    const out = join(root, 'typed');
    await catalogFromFolders([{ database: 'default', folder: data, types: { born: 'string' } }], out);
    expect(await contents({ database: null, path: out })).toContain(
      'default.people: id bigint, name string, born string',
    );
  });

  test.each<[string, (json: string) => string]>([
    ['no JSON', () => '{'],
    ['another version', (json) => json.replace('"schemaVersion": 1', '"schemaVersion": 2')],
    ['a path for an id', (json) => json.replace('"t0"', '"../../etc/passwd"')],
    ['negative bytes', (json) => json.replace(/"storedBytes": \d+/, '"storedBytes": -1')],
    ['no tables', (json) => json.replace('"tables"', '"chairs"')],
  ])('is checked: %s', async (_, change) => {
    const out = join(root, 'changed');
    await takeCatalogFromFolder(data, out);
    const file = join(out, 'catalog.json');
    const json = readFileSync(file, 'utf8');
    const changed = change(json);
    expect(changed).not.toBe(json);
    writeFileSync(file, changed);
    await expect(loadCatalog([{ database: null, path: out }])).rejects.toMatchObject({
      code: 'invalid_catalog',
    });
  });

  test('a missing relation is an error of the catalog', async () => {
    const out = join(root, 'incomplete');
    await takeCatalogFromFolder(data, out);
    rmSync(join(out, 't0.row_groups.parquet'));
    await expect(loadCatalog([{ database: null, path: out }])).rejects.toMatchObject({
      code: 'invalid_catalog',
    });
  });

  test('a broken relation is an error of the catalog', async () => {
    const out = join(root, 'broken');
    await takeCatalogFromFolder(data, out);
    writeFileSync(join(out, 't0.row_groups.parquet'), 'no parquet');
    const catalog = await loadCatalog([{ database: null, path: out }]);
    const { inventory } = tableOf(catalog, 'default', 'orders');
    await expect(inventory.measure(reading(['id']))).rejects.toMatchObject({ code: 'invalid_catalog' });
    catalog.close();
  });
});
