import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const root = scratchFolder();

const tables = put(
  root,
  'tables.sql',
  `CREATE EXTERNAL TABLE logs (line string) PARTITIONED BY (day int) LOCATION 's3://lake/logs/';
   CREATE VIEW recent AS SELECT line FROM logs WHERE day > 5;`,
);
const objects = put(
  root,
  'objects.json',
  JSON.stringify({
    Contents: [
      { Key: 'logs/day=5/a.gz', Size: 3_000_000 },
      { Key: 'logs/day=6/b.gz', Size: 40_000_000 },
      { Key: 'logs/day=7/c.gz', Size: 5_000_000, StorageClass: 'GLACIER' },
    ],
  }),
);

function lines(text: string): readonly string[] {
  return text.replace(/ {2,}/g, '  ').trimEnd().split('\n');
}

async function bytesOf(catalog: string, sql: string, ...options: readonly string[]): Promise<unknown> {
  const { stdout } = await runCli([
    'estimate',
    '--catalog',
    catalog,
    '-e',
    sql,
    '--format',
    'json',
    ...options,
  ]);
  return JSON.parse(stdout).total.bytesScanned.high;
}

test('from-ddl takes tables, views and the bytes that a listing says', async () => {
  const out = join(root, 'from-ddl');
  const taken = await runCli(['catalog', 'from-ddl', tables, '--objects', objects, '-o', out]);
  expect({ code: taken.code, lines: lines(taken.stdout) }).toEqual({
    code: 0,
    lines: [
      'table  format  codec  partitioned by  columns  objects  row groups  stored',
      'default.logs  text  gzip  day  1  2  -  43 MB',
      'default.recent  view  -  -  -  -  -  -',
    ],
  });
  expect(taken.stderr).toBe(
    'athena-dryrun: s3://lake/logs (1 object, 5000000 bytes) is left out: Athena skips storage class GLACIER.\n',
  );
  expect(await bytesOf(out, 'SELECT line FROM recent')).toBe(40_000_000);
});

test('a DDL file is a catalog of its own, without bytes', async () => {
  const { code, stdout } = await runCli([
    'estimate',
    '--catalog',
    `sales=${tables}`,
    '--database',
    'sales',
    '-e',
    'SELECT line FROM recent',
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('scanned not known');
  expect(stdout).toContain('[size_unknown]');
});

test('from-glue takes tables, partitions and a listing of a bucket that is named', async () => {
  const glue = put(
    root,
    'glue.json',
    JSON.stringify({
      TableList: [
        {
          Name: 'logs',
          DatabaseName: 'ops',
          PartitionKeys: [{ Name: 'day', Type: 'int' }],
          StorageDescriptor: { Columns: [{ Name: 'line', Type: 'string' }], Location: 's3://lake/logs/' },
        },
        {
          Name: 'far',
          DatabaseName: 'ops',
          StorageDescriptor: { Columns: [{ Name: 'a', Type: 'string' }], Location: 's3://far/far/' },
        },
      ],
    }),
  );
  const partitions = put(
    root,
    'partitions.json',
    JSON.stringify({
      Partitions: [
        {
          Values: ['6'],
          DatabaseName: 'ops',
          TableName: 'logs',
          StorageDescriptor: { Location: 's3://lake/logs/day=6' },
        },
      ],
    }),
  );
  const out = join(root, 'from-glue');
  const words = ['catalog', 'from-glue', glue, '--partitions', partitions, '-o', out];
  const unnamed = await runCli([...words, '--objects', objects]);
  expect(unnamed).toMatchObject({ code: 2, stdout: '' });
  expect(unnamed.stderr).toContain(`write --objects BUCKET=${objects}.`);
  expect(existsSync(out)).toBe(false);

  const named = await runCli([...words, '--objects', `lake=${objects}`]);
  expect(lines(named.stdout).slice(1)).toEqual([
    'ops.logs  text  gzip  day  1  1  -  40 MB',
    'ops.far  text  none  -  1  not known  -  not known',
  ]);
  expect(await bytesOf(out, 'SELECT line FROM logs', '--database', 'ops')).toBe(40_000_000);
  expect(await bytesOf(glue, 'SELECT line FROM ops.logs')).toBeNull();
});

describe('wrong input exits 2 with the place, prints no result and writes no catalog', () => {
  test.each([
    [
      'from-ddl',
      'broken.sql',
      'CREATE EXTERNAL TABLE a (x int);\nCREATE EXTERNAL TABL b (x int)',
      'broken.sql:2:1 is not',
    ],
    ['from-glue', 'broken.json', '{"TableList": [{"Name": "a"},\n]}', 'broken.json:2:1'],
    ['from-glue', 'other.json', '{"Buckets": []}', 'it has no TableList'],
    ['from-glue', 'missing.json', null, 'missing.json cannot be read'],
  ])('%s %s', async (verb, name, text, complaint) => {
    const file = text === null ? join(root, name) : put(root, name, text);
    const out = join(root, `${verb}-${name}`);
    const { code, stdout, stderr } = await runCli(['catalog', verb, file, '-o', out]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(existsSync(out)).toBe(false);
  });
});

test('a table that is defined twice is said, and an error where it is used', async () => {
  const file = put(root, 'twice.sql', 'CREATE EXTERNAL TABLE a (x int);\nCREATE EXTERNAL TABLE A (y int)');
  const out = join(root, 'twice');
  const { code, stderr } = await runCli(['catalog', 'from-ddl', file, '-o', out]);
  expect(code).toBe(0);
  expect(stderr).toContain(
    `default.a is left out: it is defined twice, at ${file}:1:23 and at ${file}:2:23.`,
  );
  const estimated = await runCli(['estimate', '--catalog', out, '-e', 'SELECT x FROM a; SELECT 1']);
  expect(estimated.code).toBe(2);
  expect(estimated.stderr).toContain('[duplicate_table]');
});

test('a folder that is no catalog is not replaced', async () => {
  put(root, 'precious/thesis.txt', 'years of work');
  const { code, stderr } = await runCli(['catalog', 'from-ddl', tables, '-o', join(root, 'precious')]);
  expect(code).toBe(2);
  expect(stderr).toContain('it is not replaced');
});
