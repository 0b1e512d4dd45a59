import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { readGlueTables } from '../../estimator/catalog/declared/read-glue-tables.js';
import type { ListingFile } from '../../estimator/catalog/declared/read-listing.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';
import { withPartitions } from '../../estimator/catalog/declared/with-partitions.js';
import { estimateOf } from './estimate-of.js';
import { openDuckdb, put, putParquet, scratchFolder } from './scratch.js';

const root = scratchFolder();
let files = 0;

function json(value: unknown): string {
  files += 1;
  return put(root, `f${files}.json`, typeof value === 'string' ? value : JSON.stringify(value));
}

const parquet = {
  InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};
const csv = {
  InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  SerdeInfo: {
    SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
    Parameters: { 'field.delim': ',' },
  },
};

const orders = {
  Name: 'orders',
  DatabaseName: 'sales',
  TableType: 'EXTERNAL_TABLE',
  CreateTime: '2024-01-01T00:00:00+00:00',
  PartitionKeys: [{ Name: 'dt', Type: 'string' }],
  Parameters: { classification: 'parquet' },
  StorageDescriptor: {
    Columns: [
      { Name: 'id', Type: 'bigint' },
      { Name: 'note', Type: 'string' },
    ],
    Location: 's3://lake/orders/',
    ...parquet,
  },
};

function partition(dt: string, rest: object = {}): object {
  return {
    Values: [dt],
    DatabaseName: 'sales',
    TableName: 'orders',
    StorageDescriptor: { ...parquet, ...rest },
  };
}

function listed(...objects: readonly (readonly [key: string, bytes: number, rest?: object])[]): object {
  return { Contents: objects.map(([Key, Size, rest]) => ({ Key, Size, ...rest })) };
}

/** Takes a catalog and gives its folder with what was left out. */
async function take(
  tables: unknown,
  {
    partitions = [],
    objects = [],
  }: { partitions?: readonly unknown[]; objects?: readonly (ListingFile | object)[] },
): Promise<{ folder: string; ignored: readonly string[] }> {
  files += 1;
  const folder = join(root, `catalog-${files}`);
  const declared = withPartitions(
    readGlueTables([{ file: json(tables), database: null }]),
    partitions.map(json),
  );
  const listings = objects.map((each) => ('file' in each ? each : { file: json(each), bucket: null }));
  const { ignored } = await takeDeclaredCatalog(declared, listings as ListingFile[], folder);
  return { folder, ignored: ignored.map(({ path, reason }) => `${path}: ${reason}`) };
}

async function scanOf(folder: string, sql: string) {
  const [statement] = (await estimateOf(folder, sql, { database: 'sales' })).statements;
  return statement;
}

describe('tables, partitions and objects', () => {
  test('give whole objects as the upper bound and a share of their width as the likely figure', async () => {
    const { folder } = await take(
      { TableList: [orders] },
      {
        objects: [listed(['orders/dt=2024-01-01/a.parquet', 1000], ['orders/dt=2024-01-02/a.parquet', 500])],
      },
    );
    const statement = await scanOf(folder, "SELECT id FROM orders WHERE dt = '2024-01-01'");
    expect(statement).toMatchObject({
      accuracy: 'range',
      scans: [
        {
          format: 'parquet',
          columns: ['id'],
          partitions: { kept: 1, total: 2 },
          objects: { kept: 1, total: 2 },
          rowGroups: null,
          reasons: [{ code: 'size_per_column_unknown' }],
        },
      ],
      bytesScanned: { low: 0, high: 1000 },
    });
    expect(statement?.bytesScanned.likely).toBeGreaterThan(0);
    expect(statement?.bytesScanned.likely).toBeLessThan(1000);
  });

  test('count(*) of Parquet reads nothing, whatever the columns take; Trino counts footers', async () => {
    const { folder } = await take(
      { TableList: [orders] },
      { objects: [listed(['orders/dt=2024-01-01/a.parquet', 1000])] },
    );
    const sql = 'SELECT dt, count(*) FROM orders GROUP BY dt';
    expect(await scanOf(folder, sql)).toMatchObject({
      accuracy: 'exact',
      bytesScanned: { high: 0 },
      scans: [{ reasons: [] }],
    });
    const [onTrino] = (await estimateOf(folder, sql, { database: 'sales', engine: 'trino' })).statements;
    expect(onTrino?.bytesScanned).toMatchObject({ low: 0, high: 1000 });
  });

  test('a partition may lie elsewhere and have another format', async () => {
    const { folder } = await take(
      { TableList: [orders] },
      {
        partitions: [
          { Partitions: [partition('a', { Location: 's3://lake/orders/x/' })] },
          { Partitions: [partition('b', { Location: 's3://old/archive/b', ...csv })] },
        ],
        objects: [
          { file: json(listed(['orders/x/1.parquet', 100], ['orders/y/2.parquet', 7])), bucket: 'lake' },
          { file: json(listed(['archive/b/1.csv', 30])), bucket: 'old' },
        ],
      },
    );
    expect(await scanOf(folder, "SELECT id, note FROM orders WHERE dt = 'b'")).toMatchObject({
      accuracy: 'exact',
      bytesScanned: { high: 30 },
    });
    expect((await scanOf(folder, 'SELECT id, note FROM orders'))?.scans[0]).toMatchObject({
      partitions: { kept: 2, total: 2 },
      objects: { kept: 2, total: 2 },
      bytes: { low: 30, likely: 130, high: 130 },
    });
  });

  test('a partition that no listing covers is not known; one that is covered may be empty', async () => {
    const { folder } = await take(
      { TableList: [orders] },
      {
        partitions: [
          {
            Partitions: [
              partition('known'),
              partition('empty'),
              partition('far', { Location: 's3://far/x' }),
            ],
          },
        ],
        objects: [{ file: json(listed(['orders/dt=known/1.parquet', 100])), bucket: 'lake' }],
      },
    );
    expect(await scanOf(folder, "SELECT id FROM orders WHERE dt <> 'far'")).toMatchObject({
      bytesScanned: { high: 100 },
      scans: [{ partitions: { kept: 2, total: 3 } }],
    });
    expect(await scanOf(folder, 'SELECT id FROM orders')).toMatchObject({
      accuracy: 'unknown',
      bytesScanned: { low: null, likely: null, high: null },
      scans: [{ partitions: { kept: 3, total: 3 }, reasons: [{ code: 'size_unknown' }] }],
    });
  });

  test('a prefix that was listed and is empty is known to be empty', async () => {
    const { folder } = await take(
      { TableList: [{ ...orders, PartitionKeys: [] }] },
      { objects: [{ RequestCharged: null, Prefix: 'orders/' }] },
    );
    expect(await scanOf(folder, 'SELECT id FROM orders')).toMatchObject({
      accuracy: 'exact',
      bytesScanned: { high: 0 },
    });
  });

  test('objects that are hidden, empty, archived or beside the table do not count', async () => {
    const restored = { IsRestoreInProgress: false, RestoreExpiryDate: '2024-03-01T00:00:00Z' };
    const objects = listed(
      ['orders/', 0],
      ['orders/a.csv', 10],
      ['orders/sub/folder/b.csv', 20, { StorageClass: 'GLACIER_IR' }],
      ['orders/_SUCCESS', 1],
      ['orders/.hidden/c.csv', 1],
      ['orders/empty.csv', 0],
      ['orders/d.csv', 400, { StorageClass: 'GLACIER' }],
      ['orders/e.csv', 800, { StorageClass: 'DEEP_ARCHIVE', RestoreStatus: restored }],
      ['orders2/f.csv', 5],
    );
    const table = (Parameters: object) => ({
      TableList: [
        {
          ...orders,
          PartitionKeys: [],
          Parameters,
          StorageDescriptor: { ...orders.StorageDescriptor, ...csv },
        },
      ],
    });
    const plain = await take(table({}), { objects: [objects] });
    expect((await scanOf(plain.folder, 'SELECT id FROM orders'))?.bytesScanned).toEqual({
      low: 30,
      likely: 30,
      high: 30,
    });
    expect(plain.ignored).toEqual([
      's3://lake/orders (1 object, 400 bytes): Athena skips storage class GLACIER',
      's3://lake/orders (1 object, 800 bytes): Athena skips storage class DEEP_ARCHIVE',
    ]);
    const restoring = await take(table({ read_restored_glacier_objects: 'true' }), { objects: [objects] });
    expect((await scanOf(restoring.folder, 'SELECT id FROM orders'))?.bytesScanned.high).toBe(830);
  });

  test('names with quotes, spaces, percent signs and other scripts are found', async () => {
    const values = ["it's", 'a b', '50%', 'a=b', 'größe', '日本', 'a/b'];
    const { folder } = await take(
      { TableList: [orders] },
      {
        partitions: [{ Partitions: values.map((value) => partition(value)) }],
        objects: [
          listed(
            ['orders/dt=it%27s/1.parquet', 1],
            ['orders/dt=a b/1.parquet', 1],
            ['orders/dt=50%25/1.parquet', 1],
            ['orders/dt=a%3Db/1.parquet', 1],
            ['orders/dt=größe/1.parquet', 1],
            ['orders/dt=日本/1.parquet', 1],
            ['orders/dt=a%2Fb/1.parquet', 1],
          ),
        ],
      },
    );
    for (const value of values) {
      const statement = await scanOf(
        folder,
        `SELECT id FROM orders WHERE dt = '${value.replaceAll("'", "''")}'`,
      );
      expect(statement).toMatchObject({
        bytesScanned: { high: 1 },
        scans: [{ partitions: { kept: 1, total: 7 } }],
      });
    }
  });
});

describe('views', () => {
  const encode = (view: object): string =>
    `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString('base64')} */`;
  const view = (Name: string, ViewOriginalText: string): object => ({
    Name,
    DatabaseName: 'reports',
    TableType: 'VIRTUAL_VIEW',
    ViewOriginalText,
    ViewExpandedText: '/* Presto View */',
    StorageDescriptor: { Columns: [{ Name: 'x', Type: 'bigint' }], SerdeInfo: {} },
  });

  test('are the SQL inside their comment, with names in the database of their definer', async () => {
    const text = encode({
      originalSql: 'SELECT id AS x, dt FROM orders',
      catalog: 'awsdatacatalog',
      schema: 'sales',
      columns: [
        { name: 'renamed', type: 'bigint' },
        { name: 'dt', type: 'varchar' },
      ],
    });
    const { folder } = await take(
      { TableList: [orders, view('v', text), view('broken', '/* Presto View: eyJ9 */')] },
      { objects: [listed(['orders/dt=1/1.parquet', 10], ['orders/dt=2/1.parquet', 10])] },
    );
    expect(await scanOf(folder, "SELECT renamed FROM reports.v WHERE dt = '2'")).toMatchObject({
      errors: [],
      scans: [{ database: 'sales', table: 'orders', columns: ['id'], partitions: { kept: 1, total: 2 } }],
    });
    expect(await scanOf(folder, 'SELECT x FROM reports.broken')).toMatchObject({
      errors: [{ code: 'unsupported_table', message: expect.stringContaining('ViewOriginalText') }],
    });
  });

  test('a resource link reads the table that it links to', async () => {
    const link = {
      Name: 'link',
      DatabaseName: 'reports',
      TargetTable: { DatabaseName: 'sales', Name: 'orders' },
    };
    const { folder } = await take({ TableList: [orders, link] }, {});
    expect((await scanOf(folder, 'SELECT note FROM reports.link'))?.scans).toMatchObject([
      { table: 'orders', columns: ['note'] },
    ]);
  });
});

describe('S3 Inventory', () => {
  const unpartitioned = {
    TableList: [{ ...orders, PartitionKeys: [], StorageDescriptor: { ...orders.StorageDescriptor, ...csv } }],
  };
  const total = async (...objects: readonly ListingFile[]): Promise<number | null | undefined> => {
    const { folder } = await take(unpartitioned, { objects });
    return (await scanOf(folder, 'SELECT id FROM orders'))?.bytesScanned.high;
  };

  test('as CSV without a header, keys decoded', async () => {
    const file = put(
      root,
      'plain.csv',
      '"lake","orders/a+b%2Bc.csv","10","STANDARD"\n"lake","orders/d.csv","5","GLACIER"\n"lake","other/e.csv","7","STANDARD"\n',
    );
    expect(await total({ file, bucket: null })).toBe(10);
  });

  test('as CSV of all versions: only the latest that is no delete marker', async () => {
    const lines = [
      '"lake","orders/a.csv","v2","true","false","10","2024-01-01T00:00:00.000Z","STANDARD"',
      '"lake","orders/a.csv","v1","false","false","99","2023-01-01T00:00:00.000Z","STANDARD"',
      '"lake","orders/b.csv","v3","true","true","","2023-01-01T00:00:00.000Z",""',
    ];
    files += 1;
    const file = put(root, `versions-${files}.csv.gz`, gzipSync(`${lines.join('\n')}\n`));
    expect(await total({ file, bucket: null })).toBe(10);
  });

  test('by its manifest, whose data lies beside it', async () => {
    put(root, 'inventory/data/0a1b.csv.gz', gzipSync('"lake","orders/a.csv","STANDARD","12"\n'));
    const file = put(
      root,
      'inventory/manifest.json',
      JSON.stringify({
        sourceBucket: 'lake',
        destinationBucket: 'arn:aws:s3:::inventories',
        version: '2016-11-30',
        fileFormat: 'CSV',
        fileSchema: 'Bucket, Key, StorageClass, Size',
        files: [{ key: 'lake/all/data/0a1b.csv.gz', size: 50, MD5checksum: 'x' }],
      }),
    );
    expect(await total({ file, bucket: null })).toBe(12);
  });

  test('as Parquet', async () => {
    mkdirSync(join(root, 'p'), { recursive: true });
    const duckdb = await openDuckdb();
    const file = await putParquet(
      duckdb,
      join(root, 'p/inventory.parquet'),
      `SELECT * FROM (VALUES ('lake', 'orders/a%20.csv', 40, 'STANDARD', true, false), ('lake', 'orders/a%20.csv', 41, 'STANDARD', false, false))
       t(bucket, key, size, storage_class, is_latest, is_delete_marker)`,
    );
    expect(await total({ file, bucket: null })).toBe(40);
  });

  test('objects in an archive tier count as unreadable: a query may fail on them', async () => {
    const duckdb = await openDuckdb();
    const file = await putParquet(
      duckdb,
      join(root, 'p/tiers.parquet'),
      `SELECT * FROM (VALUES ('lake', 'orders/a.csv', 40, 'INTELLIGENT_TIERING', 'FREQUENT'),
        ('lake', 'orders/b.csv', 2, 'INTELLIGENT_TIERING', 'ARCHIVE_ACCESS'))
       t(bucket, key, size, storage_class, intelligent_tiering_access_tier)`,
    );
    const { folder } = await take(unpartitioned, { objects: [{ file, bucket: null }] });
    expect(await scanOf(folder, 'SELECT id FROM orders')).toMatchObject({
      bytesScanned: { low: 40, high: 42 },
      scans: [{ reasons: [{ code: 'unreadable_objects' }] }],
    });
  });

  test.each([
    ['no sizes', 'x.csv', '"lake","orders/a.csv","STANDARD"\n', /bucket, key and size/],
    ['a name that says nothing', 'x.txt', 'orders/a.csv', /a listing is JSON/],
    ['no inventory', 'x.parquet', 'PAR1', /x\.parquet cannot be read/],
  ])('with an error: %s', async (_, name, text, message) => {
    const file = put(root, `bad/${name}`, text);
    await expect(total({ file, bucket: null })).rejects.toThrow(message);
  });
});

describe('wrong input', () => {
  const objects = [listed(['orders/a.parquet', 1])];

  test.each([
    ['JSON that breaks off', '{"TableList": [\n  {"Name": "a",', /\.json:2:16.*no JSON/],
    ['no JSON', '{"TableList": [}\n', /\.json:1:16.*no JSON/],
    ['no tables', { Tables: [] }, /no TableList/],
    ['a table without a name', { TableList: [{}] }, /TableList\.0\.Name/],
    ['one page of several', { TableList: [], NextToken: 'abc' }, /NextToken.*one page/],
  ])('in the tables: %s', async (_, tables, message) => {
    await expect(take(tables, {})).rejects.toMatchObject({
      code: 'invalid_catalog',
      message: expect.stringMatching(message),
    });
  });

  test('two tables of one name are an error where the name is used', async () => {
    const clicks = { ...orders, Name: 'clicks' };
    const { folder, ignored } = await take(
      { TableList: [orders, clicks, { ...orders, Name: 'ORDERS' }] },
      {},
    );
    expect(ignored).toEqual([expect.stringMatching(/^sales\.orders: it is defined twice, in .*\.json$/)]);
    expect((await scanOf(folder, 'SELECT id FROM orders'))?.errors).toMatchObject([
      { code: 'duplicate_table' },
    ]);
    expect((await scanOf(folder, 'SELECT id FROM clicks'))?.errors).toEqual([]);
  });

  test.each([
    ['of a table that is not there', { Partitions: [{ Values: ['1'], TableName: 'x' }] }, /no default\.x/],
    [
      'with too many values',
      { Partitions: [{ Values: ['1', '2'], DatabaseName: 'sales', TableName: 'orders' }] },
      /2 values.*1 key\./,
    ],
    ['no partitions', { TableList: [] }, /Partitions: it is missing/],
  ])('in the partitions: %s', async (_, partitions, message) => {
    await expect(take({ TableList: [orders] }, { partitions: [partitions] })).rejects.toThrow(message);
  });

  test.each([
    ['a negative size', { Contents: [{ Key: 'a', Size: -1 }] }, /Contents\.0\.Size/],
    ['cut off', { ...objects[0], IsTruncated: true, NextContinuationToken: 'x' }, /cut off/],
    ['no listing', { anything: 1 }, /no Contents/],
  ])('in the objects: %s', async (_, listing, message) => {
    await expect(take({ TableList: [orders] }, { objects: [listing] })).rejects.toThrow(message);
  });

  test('pages that follow each other are whole', async () => {
    const pages = [
      { ...listed(['orders/dt=1/a.parquet', 1]), IsTruncated: true, NextContinuationToken: 'x' },
      { ...listed(['orders/dt=2/b.parquet', 2]), IsTruncated: false, ContinuationToken: 'x' },
    ];
    const { folder } = await take({ TableList: [orders] }, { objects: pages });
    expect((await scanOf(folder, 'SELECT id FROM orders'))?.bytesScanned.high).toBe(3);
  });

  test('objects of a bucket that nobody names are an error', async () => {
    const elsewhere = { ...orders, Name: 'other', StorageDescriptor: { Location: 's3://other/x' } };
    await expect(take({ TableList: [orders, elsewhere] }, { objects })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--objects BUCKET='),
    });
  });
});

test('DDL with a listing keeps its views in the catalog folder', async () => {
  const file = put(
    root,
    'tables.sql',
    `CREATE EXTERNAL TABLE logs (line string) PARTITIONED BY (day int) LOCATION 's3://lake/logs/';
     CREATE VIEW recent AS SELECT line FROM logs WHERE day > 5`,
  );
  const folder = join(root, 'from-ddl');
  const listing = {
    file: json(listed(['logs/day=5/a.gz', 3], ['logs/day=06/b.gz', 4], ['logs/c.gz', 9])),
    bucket: 'lake',
  };
  const { ignored } = await takeDeclaredCatalog(readDdlFiles([file], 'sales'), [listing], folder);
  expect(ignored).toMatchObject([
    { path: 's3://lake/logs (1 object, 9 bytes)', reason: 'it lies outside of the partitions' },
  ]);
  expect(await scanOf(folder, 'SELECT line FROM recent')).toMatchObject({
    accuracy: 'exact',
    bytesScanned: { high: 4 },
    scans: [{ table: 'logs', partitions: { kept: 1, total: 2 } }],
  });
  const [mounted] = (await estimateOf({ database: 'x', path: folder }, 'SELECT line FROM sales.recent'))
    .statements;
  expect(mounted?.errors).toEqual([]);
});
