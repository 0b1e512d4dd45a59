import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDuckdb, put, putParquet, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const root = scratchFolder();
const sales = join(root, 'good');
put(root, 'good/sales/a.csv', 'id,amount\n1,2.5\n');

interface FirstError {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Exit code and first error of the JSON report; `{}` where there is no report. */
async function estimateText(sql: string): Promise<{ readonly code: number | null; readonly error: unknown }> {
  const { code, stdout } = await runCli(['estimate', '-', '--catalog', sales, '--format', 'json'], {
    input: sql,
  });
  if (stdout === '') return { code, error: {} };
  const report: { statements: { errors: FirstError[] }[] } = JSON.parse(stdout);
  const [first] = report.statements.flatMap(({ errors }) => errors);
  return { code, error: first && { code: first.code, line: first.line, column: first.column } };
}

describe('SQL', () => {
  test.each([
    ['a syntax error', 'SELECT id\nFORM sales', { code: 'syntax', line: 2, column: 6 }],
    ['an unknown table', 'SELECT id\n  FROM sale', { code: 'unknown_table', line: 2, column: 8 }],
    ['an unknown column', 'SELECT amuont FROM sales', { code: 'unknown_column', line: 1, column: 8 }],
    [
      'deeply nested parentheses',
      `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      { code: 'limit_exceeded', line: 1, column: 1 },
    ],
    [
      'a statement of 1 MB',
      `SELECT '${'x'.repeat(1_000_000)}' FROM sales`,
      { code: 'limit_exceeded', line: 1, column: 1 },
    ],
  ])('%s exits 2 with its place', async (_, sql, error) => {
    expect(await estimateText(sql)).toMatchObject({ code: 2, error: { code: error.code } });
    if (error.code !== 'limit_exceeded') expect((await estimateText(sql)).error).toEqual(error);
  });

  test('one wrong statement of several leaves the others estimated', async () => {
    const { code, stdout, stderr } = await runCli([
      'estimate',
      '-e',
      'SELECT id FROM sales; SELECT nothing FROM sales; SELECT amount FROM sales',
      '--catalog',
      sales,
      '--format',
      'json',
    ]);
    const { statements, total } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(statements.map(({ accuracy }: { accuracy: string }) => accuracy)).toEqual([
      'exact',
      'unknown',
      'exact',
    ]);
    expect(total).toMatchObject({ statements: 3, notEstimated: 1 });
    expect(stderr).toContain('1:30: Column nothing cannot be resolved. There are: id, amount.');
  });

  test('a region without a known price has no silent 5.00', async () => {
    const { code, stdout, stderr } = await runCli(['estimate', '-e', 'SELECT 1', '--region', 'mars-1']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'No Athena price is known for region mars-1. Did you mean a name like us-east-1?',
    );
  });
});

describe('data', () => {
  const cases: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    ['a folder that is not there', async () => join(root, 'nowhere'), /there is no such file or folder/],
    [
      'an empty file',
      async () => put(root, 'empty/t/a.csv', '').replace(/\/t\/a\.csv$/, ''),
      /no data files/,
    ],
    [
      'a Parquet file cut short',
      async () => {
        const whole = await putParquet(await openDuckdb(), join(root, 'whole.parquet'), 'SELECT 1 AS a');
        put(root, 'cut/t/a.parquet', readFileSync(whole).subarray(0, -20));
        return join(root, 'cut');
      },
      /a\.parquet cannot be read: it does not end as a Parquet file: truncated/,
    ],
    [
      'formats side by side',
      async () => {
        await putParquet(await openDuckdb(), join(root, 'formats/t/a.parquet'), 'SELECT 1 AS a');
        put(root, 'formats/t/b.csv', 'a\n1\n');
        return join(root, 'formats');
      },
      /a\.parquet is parquet, b\.csv is csv; a table has one format/,
    ],
    [
      'columns that do not fit together',
      async () => {
        const duckdb = await openDuckdb();
        await putParquet(duckdb, join(root, 'types/t/a.parquet'), 'SELECT 1 AS a');
        await putParquet(duckdb, join(root, 'types/t/b.parquet'), "SELECT DATE '2024-01-01' AS a");
        return join(root, 'types');
      },
      /a\.parquet.*b\.parquet/,
    ],
  ];

  test.each(cases)('%s: no figure, no half-written catalog', async (name, make, complaint) => {
    const folder = await make();
    const estimated = await runCli(['estimate', '-e', 'SELECT a FROM t', '--catalog', folder]);
    expect({ code: estimated.code, stdout: estimated.stdout }).toEqual({ code: 2, stdout: '' });
    expect(estimated.stderr).toMatch(complaint);

    const out = join(root, name.replaceAll(' ', '-'));
    const taken = await runCli(['catalog', 'from-folder', folder, '-o', out]);
    expect({ code: taken.code, stdout: taken.stdout }).toEqual({ code: 2, stdout: '' });
    expect(taken.stderr).toMatch(complaint);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(root).filter((name) => name.includes('.part-'))).toEqual([]);
  });

  test('rows of unequal length are read as Athena reads them: the first line names the columns', async () => {
    put(root, 'ragged/t/a.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n');
    const { code, stdout } = await runCli([
      'estimate',
      '-e',
      'SELECT c FROM t',
      '--catalog',
      join(root, 'ragged'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('scanned 24 B');
  });
});

test('a catalog that is taken says what it found', async () => {
  put(root, 'mixed-bag/sales/year=2024/a.csv', 'id,amount\n1,2.5\n');
  put(root, 'mixed-bag/sales/readme.docx', 'x');
  const { code, stdout, stderr } = await runCli([
    'catalog',
    'from-folder',
    join(root, 'mixed-bag'),
    '-o',
    join(root, 'taken'),
  ]);
  expect(code).toBe(0);
  expect(stdout.replace(/ {2,}/g, '  ').trimEnd().split('\n')).toEqual([
    'table  format  codec  partitioned by  columns  objects  row groups  stored',
    'default.sales  csv  none  year  2  1  -  16 B',
  ]);
  expect(stderr).toContain('readme.docx is left out: it ');
});

test('a database that is mounted by a name in capitals is found by it, in any case', async () => {
  for (const sql of ['SELECT id FROM SHOP.sales', 'SELECT id FROM shop.sales']) {
    const { code } = await runCli(['estimate', '-e', sql, '--catalog', `Shop=${sales}`]);
    expect(code).toBe(0);
  }
  const unqualified = await runCli([
    ...['estimate', '-e', 'SELECT id FROM sales'],
    ...['--catalog', `Shop=${sales}`, '--database', 'SHOP'],
  ]);
  expect(unqualified.code).toBe(0);
});
