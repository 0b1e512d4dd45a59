import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tool } from '../../estimator/tool.js';
import { currentReadme, readmePath } from './readme.js';

const root = dirname(readmePath);
const readme = readFileSync(readmePath, 'utf8');

/** `npm run readme` writes what is missing or old. */
test('every command of the README prints what stands below it, and no code is missing', async () => {
  expect(readme).toBe(await currentReadme());
});

test('npx finds the command in the checkout', () => {
  const version = execFileSync('npx', ['athena-dryrun', '--version'], { cwd: root, encoding: 'utf8' });
  expect(version.trim()).toBe(tool.version);
});

test('every file and script that the documents name is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const texts = [readme, readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')];
  const links = texts.flatMap((text) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, path = '']) => path),
  );
  const named = texts.flatMap((text) =>
    [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(links.filter((path) => !existsSync(join(root, path.replace(/#.*/, ''))))).toEqual([]);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
