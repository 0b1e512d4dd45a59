import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crawlFolder } from '../../estimator/catalog/crawl-folder.js';
import { put, scratchFolder } from './scratch.js';

const root = scratchFolder();

function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) put(root, join(name, path), content);
  return join(root, name);
}

function summary(folder: string): readonly string[] {
  return crawlFolder(folder).tables.map(
    ({ name, partitionKeys, objects }) => `${name}(${partitionKeys.join(', ')}): ${objects.length}`,
  );
}

describe('which tables a folder holds', () => {
  test('each child is a table: folders, and files without their extensions', () => {
    const folder = folderWith('children', {
      'orders/a.csv': 'a,b\n1,2\n',
      'orders/b.csv': 'a,b\n3,4\n',
      'people.csv.gz': 'not really gzip',
      'Events/year=2024/e.json': '{"a":1}\n',
    });
    expect(summary(folder)).toEqual(['events(year): 1', 'orders(): 2', 'people(): 1']);
  });

  test('a folder with key=value folders is one table named after it', () => {
    const folder = folderWith('sales', { 'year=2023/a.csv': 'x\n', 'year=2024/a.csv': 'x\n' });
    expect(summary(folder)).toEqual(['sales(year): 2']);
  });

  test('a folder of data files is one table named after it', () => {
    const folder = folderWith('flat', { 'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,b\n1,2\n' });
    expect(summary(folder)).toEqual(['flat(): 2']);
  });

  test('a single file has the name of the folder and its own', () => {
    const folder = folderWith('single', { 'only.csv': 'a,b\n1,2\n' });
    expect(summary(folder)).toEqual(['single(): 1', 'only(): 1']);
  });

  test('a data file by itself is a table', () => {
    const file = put(root, 'alone/trips.snappy.parquet', 'PAR1');
    expect(summary(file)).toEqual(['trips(): 1']);
  });

  test('folders without key= belong to the table above them', () => {
    const folder = folderWith('deep', { 't/one/a.csv': 'x\n', 't/two/three/b.csv': 'x\n' });
    expect(summary(folder)).toEqual(['t(): 2']);
  });

  test('notes and catalogs beside tables are no tables, and are named as ignored', () => {
    const folder = folderWith('beside', {
      't/a.csv': 'x\n',
      'README.md': '# hello\n',
      'taken/catalog.json': '{}',
    });
    expect(summary(folder)).toEqual(['t(): 1']);
    expect(crawlFolder(folder).ignored.map(({ path }) => path)).toEqual([
      join(folder, 'taken'),
      join(folder, 'README.md'),
    ]);
  });
});

describe('what counts', () => {
  test('hidden names and empty objects do not', () => {
    const folder = folderWith('hidden', {
      't/a.csv': 'x\n',
      't/_SUCCESS': 'x',
      't/.part.crc': 'x',
      't/_temporary/b.csv': 'x\n',
      't/empty.csv': '',
      '.git/config.csv': 'x\n',
    });
    expect(summary(folder)).toEqual(['t(): 1']);
  });

  test('keys are lower case, values percent-decoded, the default partition is NULL', () => {
    const folder = folderWith('hive', {
      't/Day=2024-01-01 10%3A00/k=a%2Fb/x.csv': 'x\n',
      't/Day=__HIVE_DEFAULT_PARTITION__/k=100%25/x.csv': 'x\n',
      't/Day=a=b/k=%zz/x.csv': 'x\n',
      't/Day=/k=서울/x.csv': 'x\n',
    });
    const [table] = crawlFolder(folder).tables;
    expect(table?.partitionKeys).toEqual(['day', 'k']);
    expect(table?.partitions).toEqual([
      ['', '서울'],
      ['2024-01-01 10:00', 'a/b'],
      ['a=b', '%zz'],
      [null, '100%'],
    ]);
  });

  test('Spark names no format: content tells', () => {
    const folder = folderWith('content', { 't/part-00000': 'PAR1....PAR1', 'u/part-0': '{"a": 1}\n' });
    expect(crawlFolder(folder).tables.map(({ objects }) => objects[0]?.format.name)).toEqual([
      'parquet',
      'json',
    ]);
  });
});

describe('what is no catalog', () => {
  test('a path that is not there', () => {
    expect(() => crawlFolder(join(root, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'unreadable_file' }),
    );
  });

  test.each([
    ['no data', { 'notes/readme.md': 'x' }, /no data files/],
    ['two formats', { 't/a.parquet': 'PAR1', 't/b.csv': 'a\n' }, /a\.parquet is parquet, b\.csv is csv/],
    ['other keys', { 't/a=1/x.csv': 'x\n', 't/b=1/x.csv': 'x\n' }, /different partition keys/],
    ['a key twice', { 't/a=1/A=2/x.csv': 'x\n' }, /names a partition key twice/],
  ])('%s', (name, files, message) => {
    expect(() => crawlFolder(folderWith(`bad ${name}`, files))).toThrow(
      expect.objectContaining({ code: 'invalid_catalog', message: expect.stringMatching(message) }),
    );
  });

  test('two children of one name', () => {
    const folder = folderWith('twice', { 'orders/a.csv': 'x\n', 'Orders.csv': 'x\n' });
    expect(() => crawlFolder(folder)).toThrow(expect.objectContaining({ code: 'duplicate_table' }));
  });

  test('a folder that contains itself', () => {
    const folder = folderWith('loop', { 't/a.csv': 'x\n' });
    mkdirSync(join(folder, 't/sub'));
    symlinkSync(join(folder, 't'), join(folder, 't/sub/again'));
    expect(() => crawlFolder(folder)).toThrow(expect.objectContaining({ code: 'invalid_catalog' }));
  });

  test('a broken link is no file', () => {
    const folder = folderWith('broken', { 't/a.csv': 'x\n' });
    symlinkSync(join(folder, 'nothing.csv'), join(folder, 't/b.csv'));
    expect(summary(folder)).toEqual(['t(): 1']);
  });
});
