import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const work = scratchFolder();
put(work, 'data/notes/a.csv', 'id,text\n1,one\n');
put(work, 'q/a.sql', 'SELECT text FROM notes');
put(work, 'athena-dryrun.yml', 'catalog: data\nfiles: q\n');
await runCli(['catalog', 'from-folder', 'data', '-o', 'cat'], { cwd: work });
await runCli(['check', '--output', 'json=report.json'], { cwd: work });

const check = (...outputs: readonly string[]): ReturnType<typeof runCli> =>
  runCli(['check', ...outputs.flatMap((output) => ['--output', output])], { cwd: work });

test('a link stays one, and leads to the new report', async () => {
  writeFileSync(join(work, 'linked.json'), 'old');
  symlinkSync('linked.json', join(work, 'link.json'));
  expect((await check('json=link.json')).code).toBe(0);
  expect(lstatSync(join(work, 'link.json')).isSymbolicLink()).toBe(true);
  expect(JSON.parse(readFileSync(join(work, 'linked.json'), 'utf8')).check.verdict).toBe('pass');
});

test('a pipe is written to, and stays one', async () => {
  execFileSync('mkfifo', [join(work, 'pipe')]);
  const [{ code }, text] = await Promise.all([check('json=pipe'), readFile(join(work, 'pipe'), 'utf8')]);
  expect([code, JSON.parse(text).check.verdict]).toEqual([0, 'pass']);
  expect(statSync(join(work, 'pipe')).isFIFO()).toBe(true);
});

test('standard output by its name of a device gets the report too', () => {
  const cli = fileURLToPath(new URL('../../dist/estimator/cli.js', import.meta.url));
  const command = `"${process.execPath}" "${cli}" check --output csv=/dev/stdout | cat`;
  const stdout = execFileSync('sh', ['-c', command], { cwd: work, encoding: 'utf8' });
  expect(stdout).toContain('q/a.sql,1,1,select');
  expect(stdout).toContain('Passed.');
});

test('a device that is full is told', async () => {
  const { code, stderr } = await check('csv=/dev/full');
  expect(code).toBe(2);
  expect(stderr).toContain('/dev/full cannot be written: the disk is full.');
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
});

describe('what the run reads is never replaced', () => {
  test.each([
    ['the SQL', ['check', '--output', 'json=q/a.sql'], 'q/a.sql'],
    ['the configuration', ['check', '--output', 'json=athena-dryrun.yml'], 'athena-dryrun.yml'],
    ['the base', ['check', '--base', 'report.json', '--output', 'csv=report.json'], 'report.json'],
    ['the data', ['check', '--output', 'csv=data/notes/a.csv'], 'data/notes/a.csv'],
    ['the catalog', ['check', '--catalog', 'cat', '--output', 'csv=cat/catalog.json'], 'cat/catalog.json'],
    ['the report', ['render', 'report.json', '--output', 'csv=./report.json'], 'report.json'],
  ])('%s', async (_, words, file) => {
    const before = readFileSync(join(work, file), 'utf8');
    const { code, stdout, stderr } = await runCli(words, { cwd: work });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('this file is read by the same run');
    expect(readFileSync(join(work, file), 'utf8')).toBe(before);
  });
});

test('- is no file', async () => {
  const { code, stderr } = await check('json=-');
  expect(code).toBe(2);
  expect(stderr).toContain('standard output is what --format is for');
});
