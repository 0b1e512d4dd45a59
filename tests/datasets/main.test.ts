import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { layouts } from '../../datasets/layouts.js';
import { temporaryFolder } from './temporary-folder.js';

const root = temporaryFolder();
const main = fileURLToPath(new URL('../../dist/datasets/main.js', import.meta.url));

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...words],
      { env: { ...process.env, ...environment } },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('builds where it is told: sizes on standard output, one line on standard error', async () => {
  const folder = join(root, 'out');
  const first = await run(['--rows', '300', '--seed', '7', '--out', folder]);
  expect(first.exitCode).toBe(0);
  const [title, ...sizes] = first.stdout.trimEnd().split('\n');
  expect(title).toBe(`${folder}: 300 rows, seed 7, built`);
  expect(sizes.map((line) => line.trim().split(' ')[0])).toEqual(layouts.map(({ name }) => name));
  expect(first.stdout).not.toContain(' 0 B');
  expect(first.stderr).toMatch(/^building the datasets: .*\n$/);

  const second = await run([], { ATHENA_DRYRUN_DATA: folder });
  expect(second).toMatchObject({ exitCode: 0, stderr: '' });
  expect(second.stdout.split('\n')[0]).toBe(`${folder}: 300 rows, seed 7, already there`);
  expect(readdirSync(folder).sort()).toEqual(['catalog', 'layouts', 'manifest.json']);
});

test.each([
  [['--rows', '0'], 'rows must be a whole number from 1 to 100000000.'],
  [['--rows', 'many'], 'It must be a whole number.'],
  [['--rows', '-5'], 'It must be a whole number.'],
  [['--lines', '5'], "unknown option '--lines'"],
  [['surplus'], 'too many arguments'],
])('%j exits 2 and makes nothing', async (words, complaint) => {
  const folder = join(root, 'never');
  const { exitCode, stdout, stderr } = await run([...words, '--out', folder]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(complaint);
  expect(existsSync(folder)).toBe(false);
});

test('a place that is no folder is an error with exit 2', async () => {
  const { exitCode, stderr } = await run(['--rows', '1', '--out', join(main, 'data')]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^datasets: ENOTDIR: .*\n$/);
});
