import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDuckdb, put, putParquet, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const root = scratchFolder();

/** What `catalog from-folder` says besides its table. */
async function notesOn(name: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const { code, stderr } = await runCli([
    ...['catalog', 'from-folder', join(root, name)],
    ...['-o', join(root, `${name}-out`)],
  ]);
  return { code, stderr };
}

describe('a catalog that is taken says what is not as it should be', () => {
  test('objects that cannot be read, the first by name', async () => {
    const duckdb = await openDuckdb();
    const whole = readFileSync(await putParquet(duckdb, join(root, 'damaged/t/a.parquet'), 'SELECT 1 AS a'));
    duckdb.closeSync();
    put(root, 'damaged/t/b.parquet', whole.subarray(0, -20));
    put(root, 'damaged/t/c.parquet', whole.subarray(0, -30));
    expect(await notesOn('damaged')).toEqual({
      code: 0,
      stderr:
        'athena-dryrun: default.t: 2 of 3 objects cannot be read and may fail a query: b.parquet: it does not end as a Parquet file: truncated, or no Parquet (and 1 more).\n',
    });
  });

  test('the same where the data folder itself is the catalog', async () => {
    const folder = join(root, 'damaged');
    const { code, stdout } = await runCli(['estimate', '-e', 'SELECT a FROM t', '--catalog', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'because 2 objects could not be read (b.parquet: it does not end as a Parquet file: truncated, or no Parquet); a query may fail on them, or read them whole.',
    );
  });

  test('columns that are not known', async () => {
    put(root, 'packed/t/a.csv.bz2', Buffer.from('425a683931415926535900', 'hex'));
    expect(await notesOn('packed')).toEqual({
      code: 0,
      stderr:
        'athena-dryrun: default.t: its columns are not known here (csv, bzip2). Declare them with DDL.\n',
    });
    for (const [sql, name] of [
      ['SELECT id FROM t', 'id'],
      ['SELECT * FROM t', '\\*'],
      ['SELECT x.id FROM t AS x', 'x\\.id'],
    ]) {
      const { code, stderr } = await runCli(['estimate', '-e', sql ?? '', '--catalog', join(root, 'packed')]);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`${name} cannot be resolved: the columns of [tx] are not known`));
      expect(stderr).toContain('[columns_unknown]');
    }
    const counted = await runCli([
      'estimate',
      '-e',
      'SELECT count(*) FROM t',
      '--catalog',
      join(root, 'packed'),
    ]);
    expect(counted.stdout).toContain('scanned 11 B');
  });

  test('a file that has the name of its folder and its own', async () => {
    put(root, 'lone/sales.csv', 'id,amount\n1,2\n');
    const { stderr } = await notesOn('lone');
    expect(stderr).toBe(
      'athena-dryrun: lone and sales are the same file: it has the name of its folder and its own.\n',
    );
  });
});

test.each([
  ['catalog', 'from-folder', '', '-o', 'out'],
  ['catalog', 'from-folder', root, '-o', ''],
  ['estimate', '-e', 'SELECT 1', '--catalog', ''],
  ['estimate', ''],
  ['check', ''],
])('an empty text names no file and no folder: %s %s %s', async (...words) => {
  const { code, stdout, stderr } = await runCli(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/\[(?:usage|unreadable_file|no_files)\]\n$/);
  expect(existsSync('out')).toBe(false);
});
