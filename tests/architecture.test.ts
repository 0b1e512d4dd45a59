import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each part may import, besides itself. Nothing imports an edge (cli, server) but the edges. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'estimator/sql': ['estimator', 'estimator/catalog'],
  'estimator/evaluate': ['estimator', 'estimator/sql'],
  'estimator/bind': ['estimator', 'estimator/sql', 'estimator/evaluate', 'estimator/catalog'],
  'estimator/optimize': [
    ...['estimator', 'estimator/sql', 'estimator/evaluate', 'estimator/bind', 'estimator/catalog'],
  ],
  'estimator/formats': ['estimator', 'estimator/sql'],
  'estimator/catalog': ['estimator', 'estimator/sql', 'estimator/scan', 'estimator/formats'],
  'estimator/scan': [
    'estimator',
    'estimator/sql',
    'estimator/evaluate',
    'estimator/optimize',
    'estimator/catalog',
    'estimator/projection',
  ],
  'estimator/projection': ['estimator', 'estimator/sql', 'estimator/evaluate', 'estimator/catalog'],
  'estimator/pricing': ['estimator'],
  'estimator/render': ['estimator', 'estimator/pricing'],
  estimator: [
    ...['estimator/sql', 'estimator/evaluate', 'estimator/optimize', 'estimator/catalog'],
    ...['estimator/scan', 'estimator/pricing', 'estimator/render', 'estimator/cli', 'estimator/advise'],
  ],
  'estimator/check': [
    ...['estimator', 'estimator/sql', 'estimator/evaluate', 'estimator/optimize', 'estimator/formats'],
    ...['estimator/catalog', 'estimator/scan', 'estimator/pricing', 'estimator/render'],
  ],
  'estimator/advise': [
    ...['estimator', 'estimator/sql', 'estimator/evaluate', 'estimator/optimize', 'estimator/catalog'],
    ...['estimator/scan', 'estimator/formats', 'estimator/render', 'estimator/check'],
  ],
  'estimator/config': ['estimator', 'estimator/check'],
  'estimator/vitest': [
    ...['estimator', 'estimator/catalog', 'estimator/config', 'estimator/check', 'estimator/render'],
  ],
  'estimator/cli': [
    ...['estimator', 'estimator/sql', 'estimator/catalog', 'estimator/pricing', 'estimator/render', 'server'],
    ...['estimator/check', 'estimator/config', 'estimator/advise'],
  ],
  datasets: ['estimator', 'estimator/catalog', 'estimator/render'],
  server: ['estimator', 'estimator/*', 'datasets'],
  bench: ['estimator', 'estimator/*', 'datasets'],
};

function sourceFiles(): readonly string[] {
  return ['estimator', 'server', 'datasets', 'bench'].flatMap((folder) => {
    try {
      return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  });
}

function partOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'estimator' && file.split('/').length > 2 ? `${first}/${second}` : first;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(`${root}${file}`, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)].map((match) =>
    relative(root, resolve(root, dirname(file), `${match[1]}.ts`)),
  );
}

test('dependencies point one way', () => {
  const wrong = sourceFiles().flatMap((file) => {
    const part = partOf(file);
    const allowed = arrows[part] ?? [];
    return importsOf(file)
      .map(partOf)
      .filter((target) => target !== part && !allowed.includes(target))
      .filter((target) => !(allowed.includes('estimator/*') && target.startsWith('estimator')))
      .map((target) => `${file} -> ${target}`);
  });
  expect(sourceFiles().length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('only one module imports the SQL parser, and no file is longer than 500 lines', () => {
  const texts = sourceFiles().map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
  const users = texts.filter(
    ({ file, text }) => text.includes('@polyglot-sql/sdk') && file.startsWith('estimator/'),
  );
  expect(users.map(({ file }) => file)).toEqual(['estimator/sql/parse.ts']);
  expect(texts.filter(({ text }) => text.split('\n').length > 500).map(({ file }) => file)).toEqual([]);
});
