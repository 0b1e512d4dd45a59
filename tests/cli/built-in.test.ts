import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDatasets } from '../../datasets/build.js';
import { runCli as run } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-built-in-'));

beforeAll(async () => {
  process.env['ATHENA_DRYRUN_DATA'] = folder;
  await buildDatasets({ rows: 500, folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without --database the plan's own layout is asked", async () => {
  const { code, stdout } = await run([
    'estimate',
    '-e',
    'SELECT sum(amount) FROM transactions',
    '--format',
    'json',
  ]);
  const [scan] = JSON.parse(stdout).statements[0].scans;
  expect({ code, database: scan.database }).toEqual({ code: 0, database: 'parquet_snappy_by_month' });
});

test('a database that is not there is said so, with the nearest', async () => {
  const { code, stderr } = await run([
    'estimate',
    '-e',
    'SELECT 1 FROM transactions',
    '--database',
    'parquet_snapy',
  ]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    'athena-dryrun: 1:15: Database parquet_snapy is not in the catalog. Did you mean parquet_snappy? [unknown_database]\n',
  );
});

test('a comparison that fails everywhere says so once', async () => {
  const { code, stdout, stderr } = await run(['compare', '-e', 'SELECT nothing FROM transactions']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain('1:8: Column nothing cannot be resolved.');
});

test('a table named with its database is no other layout', async () => {
  const words = ['compare', '-e', 'SELECT amount FROM csv.transactions', '--format', 'json'];
  const { layouts } = JSON.parse((await run(words)).stdout);
  expect(layouts.map(({ database }: { database: string }) => database)).toEqual(['csv']);
});

test.each(['text', 'markdown'])('runs a month are priced for each layout in %s', async (format) => {
  const words = [
    'compare',
    '-e',
    'SELECT amount FROM transactions',
    '--runs-per-month',
    '288',
    '--format',
    format,
  ];
  const { stdout } = await run(words);
  expect(stdout).toContain('cost a month');
  expect(stdout).toContain('$0.0131');
});

test('a query that scans nothing says why its bill is a range', async () => {
  const { stdout } = await run(['estimate', '-e', 'SELECT count(*) FROM transactions']);
  expect(stdout).toContain('[minimum_on_nothing]');
});

test('statements of one month add up', async () => {
  const words = ['-e', 'SELECT amount FROM transactions', '-e', 'SELECT user_id FROM transactions'];
  const { stdout } = await run(['estimate', ...words, '--runs-per-month', '100', '--format', 'json']);
  expect(JSON.parse(stdout).total.usdPerMonth.likely).toBeCloseTo(200 * 0.000045475, 6);
});
