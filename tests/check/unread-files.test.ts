import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from '../cli/run-cli.js';

const work = scratchFolder();
put(work, 'data/notes/a.csv', 'id,text\n1,one\n');
put(work, 'q/a.sql', 'SELECT text FROM notes');
put(work, 'athena-dryrun.yml', 'catalog: data\nfiles: q\nexclude: q/old/**\n');
put(work, 'q/old/b.sql', 'SELECT nothing FROM notes');

test('a file that is no text is an error of its own; the others are checked', async () => {
  writeFileSync(join(work, 'q/latin.sql'), Buffer.from([0x53, 0xe9]));
  const { code, stdout } = await runCli(['check', '--format', 'json'], { cwd: work });
  const report = JSON.parse(stdout);
  expect([code, report.check.verdict]).toEqual([2, 'error']);
  expect(report.statements).toMatchObject([
    { source: { file: 'q/a.sql' }, errors: [] },
    {
      source: { file: 'q/latin.sql' },
      errors: [{ code: 'unreadable_file', message: 'q/latin.sql cannot be read: it is not UTF-8 text.' }],
    },
  ]);
});

test('a hook that names an excluded file is told so, and passes', async () => {
  const both = await runCli(['check', 'q/old/b.sql', 'q/a.sql'], { cwd: work });
  expect([both.code, both.stderr]).toEqual([0, 'athena-dryrun: q/old/b.sql is excluded, and not checked.\n']);
  const only = await runCli(['check', 'q/old/b.sql', '--format', 'json'], { cwd: work });
  expect(only.code).toBe(0);
  const zero = { low: 0, likely: 0, high: 0 };
  expect(JSON.parse(only.stdout).total).toMatchObject({ bytesScanned: zero, usd: zero, statements: 0 });
});

test('an empty text names nothing', async () => {
  const { code, stderr } = await runCli(['check', ''], { cwd: work });
  expect(code).toBe(2);
  expect(stderr).toContain('An empty text names no file.');
});
