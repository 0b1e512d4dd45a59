import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles } from '../../estimator/cli/find-files.js';
import { fitsPatterns } from '../../estimator/cli/fits-patterns.js';
import { put, scratchFolder } from '../catalog/scratch.js';

const root = scratchFolder();
chmodSync(root, 0o755);
for (const file of ['a.sql', 'q/b.sql', 'q/deep/c.sql', 'q/notes.md', 'q/new\nline/d.sql', 'out/e.sql']) {
  put(root, file, 'SELECT 1');
}
symlinkSync('..', join(root, 'q/up'));
symlinkSync('../a.sql', join(root, 'q/link.sql'));
symlinkSync('self.sql', join(root, 'self.sql'));
symlinkSync('q', join(root, 'linked'));

const all = ['q/b.sql', 'q/deep/c.sql', 'q/new\nline/d.sql'];

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['q'], [], all],
  [['./q/'], [], all],
  [['q/**/*.sql', 'q/b.sql'], [], all],
  [['q'], ['q/deep/**'], ['q/b.sql', 'q/new\nline/d.sql']],
  [['q/link.sql'], [], ['q/link.sql']],
  [['linked'], [], ['linked/b.sql', 'linked/deep/c.sql', 'linked/new\nline/d.sql']],
  [['self.sql'], [], ['self.sql']],
])('%j without %j finds %j, each once', async (patterns, exclude, files) => {
  expect(await findFiles(patterns, exclude, root)).toEqual({ files, excluded: [] });
});

test('a pattern fits in a revision what it finds on the disk', async () => {
  for (const pattern of ['q', './q/', 'q/**/*.sql', '**/*.sql', '*.sql']) {
    const { files } = await findFiles([pattern], ['out/**'], root);
    const fits = fitsPatterns([pattern], ['out/**']);
    expect([...all, 'a.sql', 'out/e.sql'].filter(fits).sort()).toEqual(files);
  }
});

test('a file that is named and excluded is told, a pattern that is all excluded is an error', async () => {
  expect(await findFiles(['q/b.sql', 'a.sql'], ['q/**'], root)).toEqual({
    files: ['a.sql'],
    excluded: ['q/b.sql'],
  });
  await expect(findFiles(['q/*.sql'], ['q/**'], root)).rejects.toThrow(
    'All files that fit q/*.sql are excluded.',
  );
  await expect(findFiles(['none'], [], root)).rejects.toThrow('No file fits none.');
});

/** Root may look into every folder. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder that cannot be looked into is an error, not an empty one', async () => {
  mkdirSync(join(root, 'shut'));
  put(root, 'shut/open/f.sql', 'SELECT 1');
  put(root, 'shut/closed/g.sql', 'SELECT 1');
  expect((await findFiles(['shut'], [], root)).files).toHaveLength(2);
  chmodSync(join(root, 'shut/closed'), 0);
  try {
    await expect(asNobody(() => findFiles(['shut'], [], root))).rejects.toThrow(
      /shut\/closed.* cannot be read: permission is denied\./,
    );
  } finally {
    chmodSync(join(root, 'shut/closed'), 0o755);
  }
});
