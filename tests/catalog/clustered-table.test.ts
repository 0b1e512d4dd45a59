import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { readGlueTables } from '../../estimator/catalog/declared/read-glue-tables.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { scanOn } from './estimate-on.js';
import { put, scratchFolder } from './scratch.js';

const root = scratchFolder();
const catalogs: Catalog[] = [];
let taken = 0;

afterAll(() => {
  for (const catalog of catalogs) catalog.close();
});

/** Four objects, the one of bucket i of 10^i bytes. */
const athenaNames = ['1', '10', '100', '1000'].map(
  (_, bucket) => `t/20240101_000000_00001_abcde_bucket-0000${bucket}`,
);

async function taking(definitions: string, names: readonly string[] = athenaNames): Promise<Catalog> {
  taken += 1;
  const file = put(root, `${taken}.${definitions.startsWith('{') ? 'json' : 'sql'}`, definitions);
  const objects = names.map((Key, bucket) => ({ Key, Size: 10 ** bucket }));
  const listing = put(root, `${taken}-objects.json`, JSON.stringify({ Name: 'lake', Contents: objects }));
  const declared = file.endsWith('.json')
    ? readGlueTables([{ file, database: null }])
    : readDdlFiles([file], 'default');
  const out = join(root, `catalog-${taken}`);
  await takeDeclaredCatalog(declared, [{ file: listing, bucket: 'lake' }], out);
  const catalog = await loadCatalog([{ database: null, path: out }]);
  catalogs.push(catalog);
  return catalog;
}

function ddl(clustered: string, properties = ''): string {
  return `CREATE EXTERNAL TABLE t (id int, name string, ratio double) ${clustered}
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/t/' ${properties}`;
}

async function bytesOf(catalog: Catalog, where: string): Promise<number | null> {
  return (await scanOn(catalog, `SELECT * FROM t WHERE ${where}`)).bytes.high;
}

describe('an equality on the column of CLUSTERED BY', () => {
  test.each([
    ['id = 2', 100],
    ['id IN (1, 5, 4)', 11],
    ['id = -1', 1000],
    ["id = 2 AND name = 'x'", 100],
    ['id > 2', 1111],
    ['id = 2 OR id IS NULL', 1111],
    ["name = 'x'", 1111],
  ])('%s reads %i bytes', async (where, bytes) => {
    expect(await bytesOf(await taking(ddl('CLUSTERED BY (id) INTO 4 BUCKETS')), where)).toBe(bytes);
  });

  test('reads the buckets of texts, and those that Hive wrote', async () => {
    const names = athenaNames.map((_, bucket) => `t/00000${bucket}_0`);
    const catalog = await taking(ddl('CLUSTERED BY (name) INTO 4 BUCKETS'), names);
    // 98 mod 4
    expect(await bytesOf(catalog, "name = 'b'")).toBe(100);
  });

  test('is told by Glue too', async () => {
    const table = {
      Name: 't',
      StorageDescriptor: {
        Columns: [{ Name: 'ID', Type: 'bigint' }],
        Location: 's3://lake/t/',
        SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        NumberOfBuckets: 4,
        BucketColumns: ['ID'],
      },
    };
    expect(await bytesOf(await taking(JSON.stringify({ TableList: [table] })), 'id = 3')).toBe(1000);
  });

  test('is needed on each of several columns', async () => {
    const catalog = await taking(ddl('CLUSTERED BY (id, name) INTO 4 BUCKETS'));
    // 31 * 1 + 98 = 129 and 31 * 2 + 98 = 160, mod 4
    expect(await bytesOf(catalog, "id IN (1, 2) AND name = 'b'")).toBe(11);
    expect(await bytesOf(catalog, 'id = 1')).toBe(1111);
  });

  test.each([
    ['of a type that is not hashed here', ddl('CLUSTERED BY (ratio) INTO 4 BUCKETS'), athenaNames],
    [
      'in the way of Spark',
      ddl('CLUSTERED BY (id) INTO 4 BUCKETS', "TBLPROPERTIES ('bucketing_format'='spark')"),
      athenaNames,
    ],
    ['whose objects have other names', ddl('CLUSTERED BY (id) INTO 4 BUCKETS'), ['t/a', 't/b', 't/c', 't/d']],
  ])('may exclude any bucket %s', async (_, definitions, names) => {
    const catalog = await taking(definitions, names);
    expect(await scanOn(catalog, 'SELECT * FROM t WHERE id = 2 AND ratio = 1')).toMatchObject({
      bytes: { low: 0, likely: 1111, high: 1111 },
      reasons: [{ code: 'predicate_not_evaluable', line: 1, column: 23 }],
    });
    expect((await scanOn(catalog, "SELECT * FROM t WHERE name = 'b'")).bytes.low).toBe(1111);
  });
});
