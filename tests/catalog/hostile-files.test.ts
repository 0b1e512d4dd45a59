import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crawlFolder } from '../../estimator/catalog/crawl-folder.js';
import { readHiveFolder } from '../../estimator/catalog/hive-partition.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { openDuckdb, put, scratchFolder, tableOf } from './scratch.js';

const folder = scratchFolder();

async function columnsOf(name: string, file: string, content: string | Uint8Array): Promise<string[]> {
  put(folder, `${name}/t/${file}`, content);
  return columnsIn(name);
}

async function columnsIn(name: string): Promise<string[]> {
  const catalog = await loadCatalog([{ database: null, path: join(folder, name) }]);
  const { columns } = tableOf(catalog, 'default', 't');
  catalog.close();
  return columns.map((column) => `${column.name} ${column.type.kind}`);
}

const deepArrays = `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`;
const deepObjects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}\n`;

describe('text that would end the process, or never end', () => {
  test.each([
    ['arrays', 'a.json', deepArrays],
    ['objects', 'a.json', deepObjects],
    ['a thousand lines before', 'a.json', `${'{"a": 1}\n'.repeat(1000)}${deepArrays}`],
    ['open brackets', 'a.json', '['.repeat(1_000_000)],
    ['below gzip', 'a.json.gz', gzipSync(deepArrays)],
  ])('JSON nested 100,000 levels deep is refused: %s', async (name, file, content) => {
    await expect(columnsOf(name, file, content)).rejects.toMatchObject({
      code: 'unreadable_file',
      message: /nested more than 500 levels/,
    });
  });

  test('brackets inside texts are not nesting', async () => {
    const line = `{"a": "${'['.repeat(1000)}\\"${'{'.repeat(1000)}"}\n`;
    expect(await columnsOf('texts', 'a.json', line)).toEqual(['a varchar']);
  });

  test.each(['a.csv.gz', 'a.json.gz'])('a line of 100 MB below gzip is refused soon: %s', async (file) => {
    await expect(columnsOf(`bomb-${file}`, file, gzipSync(Buffer.alloc(1e8, 'a')))).rejects.toMatchObject({
      code: 'unreadable_file',
      message: /its first line is longer/,
    });
  });

  test('a CSV of 50,000 columns has their names', async () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `c${index}`);
    const columns = await columnsOf('wide', 'a.csv', `${names}\n${names.map(() => 1)}\n`);
    expect(columns).toHaveLength(50_000);
    expect(columns.at(-1)).toBe('c49999 varchar');
  });
});

describe('the beginning of a long text says its columns', () => {
  const rows = `SELECT range AS id, 'some text that is repeated ' || range AS note FROM range(400000)`;

  test.each([
    ['csv', 'a.csv.zst', `HEADER, COMPRESSION zstd`],
    ['csv', 'a.csv.gz', `HEADER, COMPRESSION gzip`],
    ['csv', 'a.csv', 'HEADER'],
    ['json', 'a.json', ''],
    ['json', 'b.json', 'ARRAY true'],
  ])('%s: %s', async (format, file, options) => {
    const name = `long-${file}`;
    mkdirSync(join(folder, name, 't'), { recursive: true });
    const duckdb = await openDuckdb();
    const target = join(folder, name, 't', file);
    await duckdb.run(`COPY (${rows}) TO '${target}' (${[`FORMAT ${format}`, options].filter(Boolean)})`);
    duckdb.closeSync();
    expect(await columnsIn(name)).toEqual(['id integer', 'note varchar']);
  });
});

describe('names', () => {
  test('that are not UTF-8 are left out, and said', () => {
    put(folder, 'names/t/a.csv', 'a,b\n1,2\n');
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/names/t/`), Buffer.from([0xff]), Buffer.from('.csv')]),
      'a,b\n1,2\n',
    );
    const { tables, ignored } = crawlFolder(join(folder, 'names'));
    expect(tables.map(({ objects }) => objects.length)).toEqual([1]);
    expect(ignored.map(({ reason }) => reason)).toEqual([expect.stringContaining('not UTF-8')]);
  });

  test('a link to itself is left out, and said', () => {
    put(folder, 'loop/t/a.csv', 'a,b\n1,2\n');
    symlinkSync('self', join(folder, 'loop/t/self'));
    const { tables, ignored } = crawlFolder(join(folder, 'loop'));
    expect(tables.map(({ objects }) => objects.length)).toEqual([1]);
    expect(ignored.map(({ reason }) => reason)).toEqual([expect.stringContaining('ELOOP')]);
  });

  test.each([
    ['k=100%', '100%'],
    ['k=50%25', '50%'],
    ['k=a%2Fb%', 'a/b%'],
    ['k=%C3%A9%', 'é%'],
    ['k=%zz%3d', '%zz='],
    ['k=%FF', 'ÿ'],
  ])('each %%XX of a partition value is decoded by itself: %s', (name, value) => {
    expect(readHiveFolder(name)).toEqual({ key: 'k', value });
  });
});
