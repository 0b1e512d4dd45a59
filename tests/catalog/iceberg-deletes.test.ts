import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { scanOn } from './estimate-on.js';
import { scratchFolder } from './scratch.js';
import { type WrittenManifest, writeIceberg } from './write-iceberg.js';

const root = scratchFolder();
let tables = 0;

async function withTable<Result>(
  manifests: readonly WrittenManifest[],
  use: (catalog: Catalog, folder: string) => Promise<Result>,
  codec: 'null' | 'deflate' = 'deflate',
): Promise<Result> {
  tables += 1;
  const folder = join(root, `${tables}`, 't');
  await writeIceberg(folder, manifests, codec);
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  try {
    return await use(catalog, folder);
  } finally {
    catalog.close();
  }
}

const rows = [
  { path: 'a.parquet', bytes: 1000, kind: 'x', sequence: 1 },
  { path: 'b.parquet', bytes: 2000, kind: 'x', sequence: 2 },
  { path: 'c.parquet', bytes: 4000, kind: 'y', sequence: 3 },
];

describe('files of deletes', () => {
  test('of positions are read with rows of their partition that are not newer', async () => {
    const deletes = [
      { content: 1, path: 'd.parquet', bytes: 10, kind: 'x', sequence: 2 },
      { content: 1, path: 'e.parquet', bytes: 100, kind: 'y', sequence: 2 },
    ] as const;
    const manifests = [
      { isPartitioned: true, lines: rows },
      { isPartitioned: true, lines: deletes },
    ];
    await withTable(manifests, async (catalog) => {
      const { bytes, reasons, objects } = await scanOn(catalog, 'SELECT id FROM t');
      expect(bytes.high).toBe(7000 + 2 * 10);
      expect(bytes.low).toBe(0);
      expect(objects).toEqual({ kept: 4, total: 4 });
      expect(reasons.map(({ code }) => code)).toContain('delete_files');
      const one = await scanOn(catalog, "SELECT id FROM t WHERE kind = 'y'");
      expect(one.bytes.high).toBe(4000);
      expect(one.reasons.map(({ code }) => code)).not.toContain('delete_files');
    });
  });

  test('that name one file are read with that file only', async () => {
    const name = { 2147483546: Buffer.from('s3://bucket/table/b.parquet') };
    const line = { content: 1, path: 'd.parquet', bytes: 10, kind: 'x', sequence: 5 } as const;
    const deletes = [{ ...line, lowerBounds: name, upperBounds: name }];
    await withTable([{ isPartitioned: true, lines: [...rows, ...deletes] }], async (catalog) => {
      expect((await scanOn(catalog, 'SELECT id FROM t')).bytes.high).toBe(7000 + 10);
    });
  });

  test('of values, for the whole table: older rows of all partitions, and the columns compared', async () => {
    const deletes = [{ content: 2, path: 'd.parquet', bytes: 10, sequence: 3, equalityIds: [1] }] as const;
    const manifests = [
      { isPartitioned: true, lines: rows },
      { isPartitioned: false, lines: deletes },
    ];
    await withTable(manifests, async (catalog) => {
      expect((await scanOn(catalog, 'SELECT id FROM t')).bytes.high).toBe(7000 + 2 * 10 + 1000 + 2000);
      expect((await scanOn(catalog, "SELECT id FROM t WHERE kind = 'y'")).bytes.high).toBe(4000);
    });
  });
});

test.each(['null', 'deflate'] as const)(
  'manifests with the codec %s; taken-out files do not count',
  async (codec) => {
    const lines = [...rows, { path: 'old.parquet', bytes: 9000, kind: 'x', isDeleted: true }];
    await withTable(
      [{ isPartitioned: true, lines }],
      async (catalog) => {
        const { bytes, reasons } = await scanOn(catalog, 'SELECT id FROM t');
        expect(bytes.high).toBe(7000);
        expect(reasons[0]).toMatchObject({ code: 'size_per_column_unknown', message: /is not here/ });
      },
      codec,
    );
  },
);

test('rows in Avro are read whole', async () => {
  const lines = [{ path: 'a.avro', format: 'AVRO', bytes: 500, kind: 'x' }];
  await withTable([{ isPartitioned: true, lines }], async (catalog) => {
    expect((await scanOn(catalog, 'SELECT id FROM t')).bytes).toEqual({ low: 500, likely: 500, high: 500 });
  });
});

test('bounds of files that are not here skip them', async () => {
  const long = (value: bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  };
  const lines = [0n, 100n].map((first, index) => ({
    path: `${index}.parquet`,
    bytes: 700,
    lowerBounds: { 1: long(first) },
    upperBounds: { 1: long(first + 9n) },
  }));
  await withTable([{ isPartitioned: false, lines }], async (catalog) => {
    const { objects, bytes } = await scanOn(catalog, 'SELECT kind FROM t WHERE id > 50');
    expect(objects).toEqual({ kept: 1, total: 2 });
    expect(bytes.high).toBe(700);
  });
});

describe('damaged metadata is an error that names the file', () => {
  test.each(['v1.metadata.json', 'list.avro', 'm0.avro'])('%s', async (name) => {
    await withTable([{ isPartitioned: true, lines: rows }], async (_, folder) => {
      const path = join(folder, 'metadata', name);
      writeFileSync(path, readFileSync(path).subarray(0, 40));
      await expect(loadCatalog([{ database: null, path: folder }])).rejects.toMatchObject({
        code: 'unreadable_file',
        message: expect.stringContaining(name),
      });
    });
  });

  test('any one byte changed: a catalog or an error, soon', async () => {
    await withTable(
      [{ isPartitioned: true, lines: rows }],
      async (_, folder) => {
        const start = performance.now();
        for (const name of readdirSync(join(folder, 'metadata'))) {
          const path = join(folder, 'metadata', name);
          const whole = readFileSync(path);
          const step = Math.ceil(whole.length / 60);
          for (let at = 0; at < whole.length; at += step) {
            const changed = Buffer.from(whole);
            changed[at] = 255 - (changed[at] ?? 0);
            writeFileSync(path, changed);
            await loadCatalog([{ database: null, path: folder }]).then(
              (catalog) => catalog.close(),
              (error: unknown) => expect(error).toBeInstanceOf(DryRunError),
            );
          }
          writeFileSync(path, whole);
        }
        expect(performance.now() - start).toBeLessThan(60_000);
      },
      'null',
    );
  });
});
