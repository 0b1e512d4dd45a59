import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const root = scratchFolder();
const catalog = put(root, 'data/t/a.csv', 'id,amount\n1,2.5\n').replace(/\/t\/a\.csv$/, '');
const large = put(root, 'large.sql', Buffer.alloc(2 ** 24 + 1, 'SELECT 1;\n'));
const many = put(root, 'many.sql', ';a'.repeat(100_001));

test.each([
  ['a file of more than 16 MiB', ['estimate', large], 'large.sql holds is over the limit of'],
  ['the same of a check', ['check', large], 'large.sql holds is over the limit of'],
  ['a device that never ends', ['estimate', '/dev/zero'], '/dev/zero holds is over the limit of'],
  [
    'more statements than any script',
    ['estimate', many],
    'A text of 100,001 statements is over the limit of 100,000',
  ],
])('%s is refused soon', async (_, words, complaint) => {
  const { code, stdout, stderr } = await runCli([...words, '--catalog', catalog]);
  expect(code).toBe(2);
  expect(stdout + stderr).toContain(complaint);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('standard input of more than 16 MiB is refused', async () => {
  const input = 'SELECT 1;\n'.repeat(2 ** 21);
  const { code, stderr } = await runCli(['estimate', '-', '--catalog', catalog], { input });
  expect(code).toBe(2);
  expect(stderr).toContain('standard input holds is over the limit of');
});

test.each([
  ['below a file', (folder: string) => join(folder, 't/a.csv/b')],
  ['with a slash behind a file', (folder: string) => `${join(folder, 't/a.csv')}/`],
  ['of too many letters', (folder: string) => join(folder, 'x'.repeat(5000))],
  ['that is empty', (folder: string) => join(folder, '../nothing')],
])('a catalog path %s is no internal error', async (_, pathIn) => {
  mkdirSync(join(root, 'nothing'), { recursive: true });
  const { code, stderr } = await runCli(['estimate', '-e', 'SELECT 1', '--catalog', pathIn(catalog)]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/\[(?:unreadable_file|invalid_catalog)\]\n$/);
});
