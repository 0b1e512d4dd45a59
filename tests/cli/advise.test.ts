import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDatasets } from '../../datasets/build.js';
import { runCli as run } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-advise-cli-'));
const file = join(folder, 'march.sql');
const byFunction = `SELECT sum(amount) FROM transactions\nWHERE date_trunc('month', event_time) = TIMESTAMP '\${month}'`;

beforeAll(async () => {
  process.env['ATHENA_DRYRUN_DATA'] = folder;
  await buildDatasets({ rows: 2_000, folder });
  writeFileSync(file, byFunction);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('advise', () => {
  test('shows each advice with its figures before and after, and the statement', async () => {
    const { code, stdout, stderr } = await run(['advise', file, '--param', 'month=2024-03-01']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      "  advice  Filter transactions on its partition keys too: year = '2024' AND month = '03' [filter-partition-key:1:25]\n",
    );
    expect(stdout).toMatch(/^ {10}scanned .+ -> .+$/m);
    expect(stdout).toMatch(/^ {10}cost {4}\$.+ -> \$.+ a run/m);
    expect(stdout).toContain(
      `          | WHERE date_trunc('month', event_time) = TIMESTAMP '\${month}' AND year = '2024' AND month = '03'\n`,
    );
    expect(stdout).toContain('Price: us-east-1');
  });

  test('gives JSON that other programs read', async () => {
    const words = [
      'advise',
      '-e',
      'SELECT amount FROM transactions',
      '--database',
      'csv',
      '--format',
      'json',
    ];
    const { code, stdout } = await run([...words, '--region', 'eu-west-1', '--runs-per-month', '30']);
    const { schemaVersion, price, statements } = JSON.parse(stdout);
    expect({ code, schemaVersion, region: price.region }).toEqual({
      code: 0,
      schemaVersion: 1,
      region: 'eu-west-1',
    });
    const [{ report, advice, candidates }] = statements;
    expect(candidates).toEqual([]);
    expect(advice).toMatchObject([{ code: 'other-layout', gain: 'certain', report: { runsPerMonth: 30 } }]);
    expect(advice[0].report.bytesScanned.high).toBeLessThan(report.bytesScanned.low);
  });

  test('says the bill of a month', async () => {
    const { stdout } = await run([
      'advise',
      '-e',
      'SELECT amount FROM transactions',
      '--database',
      'json',
      '--runs-per-month',
      '30',
    ]);
    expect(stdout).toMatch(/^ {10}cost .+ a run.*; \$.+ -> \$.+ a month$/m);
  });

  test('says of a layout that nobody wrote that it is not measured', async () => {
    const sql = "SELECT amount FROM raw_transactions WHERE category = 'food'";
    const words = ['advise', '-e', sql, '--database', 'raw'];
    const { stdout } = await run(words);
    expect(stdout).toMatch(
      /^ {2}hint .+ Another layout may read less\. \[store-otherwise:1:20\]\n {10}layout {2}Parquet with zstd, partitioned by category; or .+ \(not measured: try it with `athena-dryrun serve`/m,
    );
    const markdown = await run([...words, '--format', 'markdown']);
    expect(markdown.stdout).toContain('not measured: try it with');
  });

  test('writes Markdown', async () => {
    const words = ['advise', '-e', 'SELECT * FROM transactions', '--format', 'markdown'];
    const { stdout } = await run(words);
    expect(stdout).toMatch(/^\*\*1:1\*\* SELECT, .+ scanned\n\n- /);
    expect(stdout).toMatch(/^- SELECT \\\* reads all 7 columns/m);
  });

  test('says where nothing was found', async () => {
    const { stdout } = await run([
      'advise',
      '-e',
      'SELECT 1; SELECT max(amount) FROM parquet_zstd.transactions',
    ]);
    expect(stdout).toContain('advice  none: it scans nothing');
    expect(stdout).toContain('advice  none: nothing that was tried reads less for sure');
  });

  test('fails as estimate does where a statement cannot be estimated', async () => {
    const { code, stdout, stderr } = await run(['advise', '-e', 'SELECT nothing FROM transactions']);
    expect(code).toBe(2);
    expect(stdout).toContain('error   1:8: Column nothing cannot be resolved');
    expect(stderr).toContain('[unknown_column]');
  });

  test('needs a text', async () => {
    const { code, stderr } = await run(['advise']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('No SQL is given') });
  });
});
