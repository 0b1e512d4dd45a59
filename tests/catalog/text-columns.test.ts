import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { put, reading, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
let folders = 0;

/** Columns and codec of the table that these files make. */
async function describeTable(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  folders += 1;
  const folder = join(root, String(folders));
  for (const [path, content] of Object.entries(files)) put(folder, `t/${path}`, content);
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  const table = tableOf(catalog, 'default', 't');
  catalog.close();
  const columns = table.columns.map(({ name, type }) => `${name} ${formatType(type)}`);
  return `${table.format}, ${table.codec}: ${columns.join(', ')}`;
}

test.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
  [
    'csv',
    { 'a.csv': 'id,Name,at\n1,x,2024-01-01 00:00:00\n' },
    'csv, none: id bigint, name string, at timestamp',
  ],
  ['csv.gz', { 'a.csv.gz': gzipSync('a,b\n1,x\n') }, 'csv, gzip: a bigint, b string'],
  ['bzip2 is not decompressed', { 'a.csv.bz2': 'BZh9...' }, 'csv, bzip2: '],
  ['tsv', { 'a.tsv': 'a\tb\n1\tx\n' }, 'tsv, none: a bigint, b string'],
  ['csv without a header', { 'a.csv': '1,2\n3,4\n' }, 'csv, none: col0 bigint, col1 bigint'],
  [
    'ISO instants are strings to Hive',
    { 'a.csv': 'a,b\n1,2024-01-01T00:00:00Z\n' },
    'csv, none: a bigint, b string',
  ],
  [
    'ragged rows: the first line names the columns',
    { 'a.csv': 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n' },
    'csv, none: a bigint, b bigint, c bigint',
  ],
  ['ragged rows of few lines', { 'a.csv': 'id,name\n1,a\n2\n3,c,d\n' }, 'csv, none: id bigint, name string'],
  [
    'an empty name in front, as pandas writes its index',
    { 'a.csv': ',id,amount\n0,1,2.5\n1,2,3.5\n' },
    'csv, none: col0 bigint, id bigint, amount double',
  ],
  [
    'an empty name at the end',
    { 'a.csv': 'id,name,amount,\n1,a,2.5,\n2,b,3,\n' },
    'csv, none: id bigint, name string, amount double, col3 string',
  ],
  [
    'an empty name in the middle, quoted',
    { 'a.csv': '"id","","amount"\n1,"x",2\n3,"y",4\n' },
    'csv, none: id bigint, col1 string, amount bigint',
  ],
  [
    'empty names in ragged rows',
    { 'a.csv': ',id,\n0,1\n1,2,3,4\n2,x,5\n' },
    'csv, none: col0 bigint, id string, col2 bigint',
  ],
  [
    'a name that a nameless column would get',
    { 'a.csv': ',col0\r\n0,x\r\n1,y\r\n' },
    'csv, none: col0 bigint, col0_1 string',
  ],
  ['plain text', { 'a.log': 'hello world\nhow are you, all\n' }, 'text, none: line string'],
  [
    'json',
    { 'a.json': '{"A": 1, "b": {"C": [1.5]}}\n{"d": "x"}\n' },
    'json, none: a bigint, b struct<c:array<double>>, d string',
  ],
  [
    'json keys that differ in case only are one column',
    { 'a.json': '{"id":1,"s":{"X":1,"x":2}}\n{"ID":2,"S":{"x":2},"id_2":1}\n' },
    'json, none: id bigint, s struct<x:bigint>, id_2 bigint',
  ],
  ['json.gz', { 'a.json.gz': gzipSync('{"a": true}\n') }, 'json, gzip: a boolean'],
  [
    'json of several files',
    { 'a.json': '{"a": 1}\n', 'b.json': '{"a": 1.5, "b": 2}\n' },
    'json, none: a double, b bigint',
  ],
  ['codecs differ', { 'a.json': '{"a": 1}\n', 'b.json.gz': gzipSync('{"a": 1}\n') }, 'json, mixed: a bigint'],
])('%s', async (_, files, expected) => {
  expect(await describeTable(files)).toBe(expected);
});

test('columns of CSV that move from file to file are an error', async () => {
  const files = { 'a.csv': 'a,b\n1,x\n', 'b.csv': 'b,a\nx,1\n' };
  await expect(describeTable(files)).rejects.toMatchObject({ code: 'invalid_catalog' });
});

test('one file of many that is no JSON costs its columns, not its bytes', async () => {
  const folder = join(root, 'partly');
  put(folder, 't/a.json', '{"a": 1}\n');
  put(folder, 't/b.json', '\u0000\u0001 nothing of the kind');
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  const { inventory } = tableOf(catalog, 'default', 't');
  const { wholeObjects } = await inventory.measure(reading(['a']));
  expect(wholeObjects).toMatchObject({ count: 2, bytes: 9 + 22 });
  catalog.close();
});

/** An Avro header: a map of metadata, and the marker after it. */
function avroFile(schema: object, codec: string): Buffer {
  const long = (value: number): Buffer => {
    const bytes: number[] = [];
    let rest = value * 2;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    return Buffer.from([...bytes, rest]);
  };
  const text = (value: string): Buffer => Buffer.concat([long(Buffer.byteLength(value)), Buffer.from(value)]);
  const pairs = [text('avro.schema'), text(JSON.stringify(schema)), text('avro.codec'), text(codec)];
  return Buffer.concat([Buffer.from('Obj\u0001'), long(2), ...pairs, long(0), Buffer.alloc(16)]);
}

test('Avro says its columns and its codec in the header', async () => {
  const fields = [
    { name: 'Id', type: 'long' },
    { name: 'name', type: ['null', 'string'] },
    { name: 'tags', type: { type: 'array', items: 'string' } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
  ];
  const file = avroFile({ type: 'record', name: 'r', fields }, 'snappy');
  expect(await describeTable({ 'a.avro': file })).toBe(
    'avro, snappy: id bigint, name string, tags array<string>, at timestamp',
  );
  await expect(describeTable({ 'a.avro': file.subarray(0, 40) })).rejects.toMatchObject({
    code: 'unreadable_file',
  });
});

test('Avro that is cut off is between nothing and its size', async () => {
  const file = avroFile({ type: 'record', name: 'r', fields: [{ name: 'id', type: 'long' }] }, 'deflate');
  const folder = join(root, 'cut');
  put(folder, 't/a.avro', file);
  put(folder, 't/b.avro', file.subarray(0, file.length - 9));
  put(folder, 't/c.avro', 'Obj\u0001');
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  const measure = await tableOf(catalog, 'default', 't').inventory.measure(reading(['id']));
  expect(measure.wholeObjects).toMatchObject({ count: 1, bytes: file.length });
  expect(measure.opaqueObjects).toMatchObject({ count: 2, bytes: file.length - 9 + 4, unreadable: 2 });
  catalog.close();
});

test('an Avro schema that names itself again and again ends', async () => {
  const record = (level: number): object => ({
    type: 'record',
    name: `r${level}`,
    fields:
      level === 0
        ? []
        : [
            { name: 'a', type: record(level - 1) },
            { name: 'b', type: `r${level - 1}` },
          ],
  });
  await expect(describeTable({ 'a.avro': avroFile(record(40), 'null') })).rejects.toMatchObject({
    code: 'unreadable_file',
  });
});
