import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';
import { estimateOf } from './estimate-of.js';
import { put, scratchFolder } from './scratch.js';

const root = scratchFolder();
let files = 0;

/** Ten bytes at each path. */
function data(...paths: readonly string[]): void {
  for (const path of paths) put(root, path, 'a,b\n1,2,3\n');
}

function ddl(keys: string, location: string, properties: Readonly<Record<string, string>>): string {
  files += 1;
  const pairs = Object.entries({ 'projection.enabled': 'true', ...properties });
  return put(
    root,
    `projected-${files}.sql`,
    `CREATE EXTERNAL TABLE t (a string, b string) PARTITIONED BY (${keys})
     ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${location}'
     TBLPROPERTIES (${pairs.map(([name, value]) => `'${name}' = '${value}'`).join(', ')});
     ALTER TABLE t ADD PARTITION (${keys.replace(/(\w+) \w+/g, "$1 = '0'")});`,
  );
}

/** A location template, whose placeholders would look like those of JavaScript. */
function template(text: string): string {
  return text.replaceAll('{', '${');
}

async function scanOf(file: string, where: string, at = '2024-02-10T12:00:00Z') {
  const { statements } = await estimateOf(file, `SELECT a FROM t ${where}`, { at: new Date(at) });
  const [statement] = statements;
  const [scan] = statement?.scans ?? [];
  return {
    bytes: statement?.bytesScanned.high,
    partitions: scan?.partitions,
    objects: scan?.objects?.kept,
    accuracy: statement?.accuracy,
    errors: statement?.errors.map(
      ({ code, message, line, column }) => `${line}:${column} ${code} ${message}`,
    ),
  };
}

describe('dates relative to NOW', () => {
  data(
    'days/2024/02/08/a.csv',
    'days/2024/02/09/a.csv',
    'days/2024/02/09/deep/b.csv',
    'days/2024/02/10/a.csv',
    'days/2023/01/01/a.csv',
    'days/stray.csv',
  );
  const file = ddl('dt string', 'days', {
    'projection.dt.type': 'date',
    'projection.dt.format': 'yyyy/MM/dd',
    'projection.dt.range': 'NOW-9DAYS,NOW',
    'storage.location.template': template('days/{dt}/'),
  });

  test('are the partitions, whatever is registered; folders without objects count as partitions', async () => {
    expect(await scanOf(file, '')).toEqual({
      bytes: 40,
      partitions: { kept: 10, total: 10 },
      objects: 4,
      accuracy: 'exact',
      errors: [],
    });
  });

  test('are pruned by any predicate', async () => {
    expect(await scanOf(file, "WHERE dt = '2024/02/09'")).toMatchObject({
      bytes: 20,
      partitions: { kept: 1, total: 10 },
    });
    expect(await scanOf(file, "WHERE dt >= '2024/02/09'")).toMatchObject({
      bytes: 30,
      partitions: { kept: 2 },
    });
    expect(
      await scanOf(file, "WHERE date_parse(dt, '%Y/%m/%d') < timestamp '2024-02-02 00:00:00'"),
    ).toMatchObject({ bytes: 0, partitions: { kept: 1 } });
    expect(await scanOf(file, "WHERE dt = '2023/01/01'")).toMatchObject({
      bytes: 0,
      partitions: { kept: 0 },
    });
  });

  test('move with the clock', async () => {
    expect(await scanOf(file, '', '2024-02-18')).toMatchObject({ bytes: 30 });
    expect(await scanOf(file, '', '2023-01-05')).toMatchObject({ bytes: 10 });
    expect(await scanOf(file, "WHERE dt = date_format(current_date, '%Y/%m/%d')")).toMatchObject({
      bytes: 10,
    });
  });
});

test('several keys lie in key=value folders without a template; values are escaped', async () => {
  data(
    'multi/region=eu%3Awest/n=01/a.csv',
    'multi/region=eu%3Awest/n=03/a.csv',
    'multi/region=us/n=02/a.csv',
    'multi/region=us/n=9/a.csv',
  );
  const file = ddl('region string, n int', 'multi', {
    'projection.region.type': 'enum',
    'projection.region.values': 'eu:west,us',
    'projection.n.type': 'integer',
    'projection.n.range': '1,4',
    'projection.n.digits': '2',
  });
  expect(await scanOf(file, '')).toMatchObject({ bytes: 30, partitions: { kept: 8, total: 8 } });
  expect(await scanOf(file, "WHERE region = 'eu:west' AND n > 1")).toMatchObject({
    bytes: 10,
    partitions: { kept: 3 },
  });
  expect(await scanOf(file, "WHERE region || CAST(n AS varchar) IN ('us2', 'eu:west3')")).toMatchObject({
    bytes: 20,
    partitions: { kept: 2 },
  });
});

describe('injected keys', () => {
  data('devices/d-1/2024/a.csv', 'devices/d-2/2024/a.csv', 'devices/d-2/2025/a.csv');
  const file = ddl('device string, y int', 'devices', {
    'projection.device.type': 'injected',
    'projection.y.type': 'integer',
    'projection.y.range': '2023,2025',
    'storage.location.template': template('devices/{device}/{y}'),
  });

  test('have the values that the query gives by = or IN', async () => {
    expect(await scanOf(file, "WHERE device = 'd-2'")).toMatchObject({
      bytes: 20,
      partitions: { kept: 3, total: 3 },
    });
    expect(await scanOf(file, "WHERE device IN ('d-1', 'd-2', 'd-3') AND y = 2024")).toMatchObject({
      bytes: 20,
      partitions: { kept: 3, total: 9 },
    });
    expect(await scanOf(file, "WHERE device = 'd-1' OR device = 'd-2'")).toMatchObject({ bytes: 30 });
    expect(await scanOf(file, "WHERE device = 'd-1' AND device = 'd-2'")).toMatchObject({ bytes: 0 });
  });

  test.each(['', "WHERE device LIKE 'd-%'", "WHERE device > 'd'", 'WHERE y = 2024'])(
    'without a value are an error at the table: %s',
    async (where) => {
      const { errors, accuracy } = await scanOf(file, where);
      expect(accuracy).toBe('unknown');
      expect(errors).toEqual([
        expect.stringMatching(/^1:15 invalid_projection .*device is injected.* = or IN\.$/),
      ]);
    },
  );
});

test('a projection without a range is an error of the statement, at its table; others are estimated', async () => {
  const file = ddl('dt string', 'days', { 'projection.dt.type': 'date', 'projection.dt.format': 'yyyy' });
  const { statements } = await estimateOf(file, 'SELECT 1;\nSELECT a FROM\n t');
  expect(statements.map(({ errors }) => errors)).toMatchObject([
    [],
    [
      {
        code: 'invalid_projection',
        line: 3,
        column: 2,
        message: expect.stringContaining('no projection.dt.range'),
      },
    ],
  ]);
});

test('more than a million partitions are too many, but not where the query names one', async () => {
  data('big/77/a.csv');
  const file = ddl('n bigint', 'big', {
    'projection.n.type': 'integer',
    'projection.n.range': '0,9999999999',
    'storage.location.template': template('big/{n}/'),
  });
  expect(await scanOf(file, 'WHERE n > 5')).toMatchObject({
    errors: [expect.stringContaining('limit_exceeded')],
  });
  expect(await scanOf(file, 'WHERE n = 77')).toMatchObject({
    bytes: 10,
    partitions: { kept: 1, total: 1e10 },
  });
});

test('a projection over a bucket that nobody listed has partitions but no bytes', async () => {
  const file = ddl('n int', 's3://bucket/x/', {
    'projection.n.type': 'integer',
    'projection.n.range': '1,9',
  });
  expect(await scanOf(file, 'WHERE n < 4')).toMatchObject({
    accuracy: 'unknown',
    bytes: null,
    partitions: { kept: 3, total: 9 },
  });
  expect(await scanOf(file, 'WHERE n > 40')).toMatchObject({ accuracy: 'exact', bytes: 0 });
});

test('a catalog folder keeps the projection; it is asked with the clock of each query', async () => {
  files += 1;
  const file = ddl('h string', 's3://logs/by-hour/', {
    'projection.h.type': 'date',
    'projection.h.format': 'yyyy-MM-dd-HH',
    'projection.h.range': 'NOW-2HOURS,NOW',
    'projection.h.interval': '1',
    'projection.h.interval.unit': 'HOURS',
    'storage.location.template': template('s3://logs/by-hour/{h}'),
  });
  const keys = ['2024-02-10-09', '2024-02-10-10', '2024-02-10-11', '2024-02-10-12'];
  const listing = put(
    root,
    'hours.json',
    JSON.stringify({ Contents: keys.map((hour) => ({ Key: `by-hour/${hour}/x.gz`, Size: 100 })) }),
  );
  const out = join(root, 'hours');
  await takeDeclaredCatalog(readDdlFiles([file], 'default'), [{ file: listing, bucket: 'logs' }], out);
  expect(await scanOf(out, '')).toMatchObject({ bytes: 300, partitions: { kept: 3, total: 3 } });
  expect(await scanOf(out, '', '2024-02-10T10:00:00Z')).toMatchObject({ bytes: 200 });
});

test('a projection that is switched off leaves the registered partitions', async () => {
  data('off/k=1/a.csv');
  const file = ddl('k string', 'off', { 'projection.enabled': 'false', 'projection.k.type': 'enum' });
  expect(await scanOf(file, '')).toMatchObject({ bytes: 0, partitions: { kept: 1, total: 1 } });
});
