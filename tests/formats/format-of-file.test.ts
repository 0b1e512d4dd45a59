import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatOfContent } from '../../estimator/formats/format-of-content.js';
import { formatOfName } from '../../estimator/formats/format-of-name.js';
import { storageFormats } from '../../estimator/formats/registry.js';
import { put, scratchFolder } from '../catalog/scratch.js';

const root = scratchFolder();

test.each([
  ['orders.csv', 'csv', 'none', 'orders'],
  ['orders.CSV.GZ', 'csv', 'gzip', 'orders'],
  ['part-0.snappy.parquet', 'parquet', 'snappy', 'part-0'],
  ['v1.2.parquet', 'parquet', 'none', 'v1.2'],
  ['a.json.zst', 'json', 'zstd', 'a'],
  ['a.ndjson.bz2', 'json', 'bzip2', 'a'],
  ['a.log.lz4', 'text', 'lz4', 'a'],
  ['a.csv.snappy', 'csv', 'snappy', 'a'],
  ['a.json.lzo', 'json', 'lzo', 'a'],
  ['a.tsv.deflate', 'tsv', 'deflate', 'a'],
  ['a.ion.gz', 'ion', 'gzip', 'a'],
  ['a.orc', 'orc', 'none', 'a'],
  ['a.tsv', 'tsv', 'none', 'a'],
  ['part-00000', undefined, 'none', 'part-00000'],
  ['.csv', undefined, 'none', '.csv'],
  ['a.b.c', undefined, 'none', 'a.b.c'],
  ['x.constructor', undefined, 'none', 'x.constructor'],
])('the name %s', (name, format, codec, stem) => {
  const named = formatOfName(name);
  expect({ ...named, format: named.format?.name }).toEqual({ format, codec, stem });
});

test.each<[string, string | Uint8Array, string | undefined, string, boolean]>([
  ['Parquet', 'PAR1 and more', 'parquet', 'none', true],
  ['ORC', 'ORC and more', 'orc', 'none', true],
  ['Avro', 'Obj\u0001 and more', 'avro', 'none', true],
  ['JSON', '\n {"a": 1}', 'json', 'none', true],
  ['JSON below gzip', gzipSync('{"a": 1}\n'.repeat(5000)), 'json', 'gzip', true],
  ['text below gzip', gzipSync('a,b\n1,2\n'), undefined, 'gzip', true],
  ['broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), undefined, 'gzip', true],
  ['bzip2', 'BZh91AY', undefined, 'bzip2', true],
  ['LZ4 frames', Buffer.from('04224d186440', 'hex'), undefined, 'lz4', true],
  ['framed Snappy', Buffer.from('ff060000734e61507059', 'hex'), undefined, 'snappy', true],
  ['LZO of lzop', Buffer.from('894c5a4f000d0a1a0a1040', 'hex'), undefined, 'lzo', true],
  ['text', 'a,b\n', undefined, 'none', true],
  ['bytes', Buffer.from([0, 1, 2, 3]), undefined, 'none', false],
])('content: %s', (name, content, format, codec, isReadable) => {
  const found = formatOfContent(put(root, `${name}.unknown`, content));
  expect({ ...found, format: found.format?.name }).toEqual({ format, codec, isReadable });
});

describe('the registry', () => {
  test('names each format as it is filed, and no extension twice', () => {
    expect(Object.entries(storageFormats).every(([name, format]) => format.name === name)).toBe(true);
    const extensions = Object.values(storageFormats).flatMap((format) => format.extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
  });
});
