import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { visitor } from '../own-data/visitor.js';
import { serveProgram } from './serve-program.js';

const root = scratchFolder();
const temporary = join(root, 'tmp');

/** Of this program, whoever made them. */
function foldersOf(pid: number | undefined): readonly string[] {
  return readdirSync(temporary).filter((name) => name.includes(`-${pid}-`));
}

test('what a killed server left is deleted by the next one, and nothing else', async () => {
  mkdirSync(temporary);
  put(root, 'data/sales/a.csv', 'id,amount\n1,2.5\n');
  const serve = () => serveProgram(join(root, 'data'), { env: { TMPDIR: temporary } });
  const killed = await serve();
  expect((await visitor(killed.url).upload('mine.csv', 'a,b\n1,2\n')).status).toBe(200);
  const left = foldersOf(killed.child.pid);
  expect(left.some((name) => name.startsWith('athena-dryrun-own-'))).toBe(true);

  const gone = killed.child.pid;
  const others = [
    `athena-dryrun-own-${process.pid}-abcdef`,
    `athena-dryrun-own-${gone}`,
    `athena-dryrun-own-${gone}-abcdef.bak`,
    `other-athena-dryrun-own-${gone}-abcdef`,
    `athena-dryrun-${gone}-abcdef`,
  ];
  for (const name of others) mkdirSync(join(temporary, name));
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), join(temporary, `athena-dryrun-own-${gone}-linked`));
  const living = await serve();
  killed.child.kill('SIGKILL');
  await expect.poll(() => killed.child.signalCode).toBe('SIGKILL');
  expect(foldersOf(gone)).toEqual(expect.arrayContaining([...left]));

  const next = await serve();
  for (const name of left) expect(existsSync(join(temporary, name))).toBe(false);
  for (const name of others) expect(existsSync(join(temporary, name))).toBe(true);
  expect(existsSync(join(root, 'elsewhere'))).toBe(true);
  expect(foldersOf(living.child.pid)).not.toEqual([]);
  const answered = await fetch(`${living.url}/estimate.json?sql=SELECT+amount+FROM+sales`);
  expect(answered.status).toBe(200);
  expect(await Promise.all([living.stop(), next.stop()])).toEqual([0, 0]);
});
