import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import type { Inventory } from '../../estimator/catalog/inventory.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import type { Domain } from '../../estimator/scan/domain.js';
import { above, equalTo, put, reading, scratchFolder, tableOf } from './scratch.js';

const fixtures = fileURLToPath(new URL('../formats/fixtures', import.meta.url));
const root = scratchFolder();
const folder = join(root, 'data');
const catalogs: Catalog[] = [];

interface Golden {
  readonly tailBytes: number;
  readonly stripes: readonly { readonly streams: readonly (readonly [number, number, number])[] }[];
}

const golden = JSON.parse(readFileSync(`${fixtures}/orc.json`, 'utf8')) as Readonly<Record<string, Golden>>;

/** Bytes of the streams of some columns of `zlib.orc`, in all stripes or one, as ORC's Java tools list them. */
function streamBytes(columns: readonly number[], stripe?: number): number {
  const stripes = golden['zlib.orc']?.stripes.filter((_, index) => stripe === undefined || index === stripe);
  const streams = (stripes ?? []).flatMap((each) => each.streams);
  return streams.reduce((sum, [column, , bytes]) => sum + (columns.includes(column) ? bytes : 0), 0);
}

beforeAll(async () => {
  mkdirSync(join(folder, 'events/p=1'), { recursive: true });
  copyFileSync(`${fixtures}/zlib.orc`, join(folder, 'events/p=1/a.orc'));
  copyFileSync(`${fixtures}/zlib.orc`, join(folder, 'events/p=1/b'));
  put(folder, 'events/p=2/cut.orc', readFileSync(`${fixtures}/zlib.orc`).subarray(0, 5000));
  await catalogFromFolders([{ database: 'default', folder }], join(root, 'taken'));
  for (const path of [folder, join(root, 'taken')])
    catalogs.push(await loadCatalog([{ database: null, path }]));
});

afterAll(() => {
  for (const catalog of catalogs) catalog.close();
});

describe.each([
  ['a data folder', 0],
  ['a catalog folder', 1],
])('%s', (_, source) => {
  function inventory(): Inventory {
    const catalog = catalogs[source];
    if (catalog === undefined) throw new Error('no catalog');
    return tableOf(catalog, 'default', 'events').inventory;
  }

  function readingOne(columns: readonly string[], domains: ReadonlyMap<string, Domain> = new Map()) {
    return inventory().measure(reading(columns, { partitions: [0], domains }));
  }

  test('columns take the bytes of their streams in all stripes', async () => {
    const measure = await readingOne(['id', 'name']);
    expect(measure.chunks.bytes).toBe(2 * streamBytes([1, 4]));
    expect(measure.rowGroups).toEqual({ kept: 6, total: 6 });
  });

  test('a field of a struct takes the streams of the structs around it too, once', async () => {
    expect((await readingOne(['place.city'])).chunks.bytes).toBe(2 * streamBytes([11, 12]));
    const both = await readingOne(['place.city', 'place.point.x']);
    expect(both.chunks.bytes).toBe(2 * streamBytes([11, 12, 13, 14]));
    const all = await readingOne(['place.city', 'place.point.x', 'place.point.y']);
    expect(all.chunks.bytes).toBe(2 * streamBytes([11, 12, 13, 14, 15]));
  });

  test('arrays and maps take the streams below them', async () => {
    expect((await readingOne(['tags', 'counts'])).chunks.bytes).toBe(2 * streamBytes([16, 17, 18, 19, 20]));
  });

  test.each<[string, string, Domain, readonly number[]]>([
    ['integers', 'id', above({ kind: 'integer', value: 2047n }), [2]],
    ['texts', 'name', equalTo({ kind: 'varchar', value: 'név 999' }), []],
    ['decimals', 'price', equalTo({ kind: 'decimal', unscaled: 1500n, scale: 2 }), [1]],
    ['dates', 'day', equalTo({ kind: 'date', days: 19723 }), [0]],
    ['doubles', 'ratio', above({ kind: 'double', value: 900 }), [2]],
    ['booleans', 'flag', equalTo({ kind: 'boolean', value: true }), [2]],
    ['timestamps', 'at', equalTo({ kind: 'timestamp', micros: 1704067200000000n }), [0]],
    ['instants', 'seen', above({ kind: 'timestamp', micros: 1711929600000000n }), [2]],
    ['a field of a struct', 'place.point.x', equalTo({ kind: 'integer', value: 5n }), [0]],
    ['only nulls', 'none', equalTo({ kind: 'integer', value: 5n }), []],
  ])('stripes are skipped by %s', async (_kind, column, domain, kept) => {
    const { rowGroups, chunks } = await readingOne(['id'], new Map([[column, domain]]));
    expect(rowGroups?.kept).toBe(2 * kept.length);
    expect(chunks.bytes).toBe(kept.reduce((sum, stripe) => sum + 2 * streamBytes([1], stripe), 0));
  });

  test('tails count, of objects and of the stripes that are kept', async () => {
    const bytes = readFileSync(`${fixtures}/zlib.orc`).length;
    const { tailBytes = 0 } = golden['zlib.orc'] ?? {};
    const none = await readingOne([]);
    expect(none.chunks).toMatchObject({
      bytes: 0,
      tails: { likelyBytes: 2 * tailBytes, highBytes: 2 * bytes },
    });
    const one = await readingOne(['id']);
    expect(one.chunks.tails.likelyBytes).toBe(2 * tailBytes);
    expect(one.chunks.tails.highBytes).toBeGreaterThan(2 * bytes);
    const skipped = await readingOne(['id'], new Map([['id', above({ kind: 'integer', value: 9999n })]]));
    expect(skipped.chunks).toMatchObject({ bytes: 0, tails: none.chunks.tails });
  });

  test('Trino reads small files whole', async () => {
    const { chunks } = await readingOne(['id']);
    const bytes = readFileSync(`${fixtures}/zlib.orc`).length;
    expect([chunks.trinoLikelyBytes, chunks.trinoHighBytes]).toEqual([2 * bytes, 2 * bytes]);
  });

  test('an object that is cut off is between nothing and its size', async () => {
    const { opaqueObjects } = await inventory().measure(reading(['id'], { partitions: [1] }));
    expect(opaqueObjects).toMatchObject({ count: 1, bytes: 5000, unreadable: 1 });
    expect(opaqueObjects.detail).toContain('cut.orc');
  });
});
