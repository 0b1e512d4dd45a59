import { expect, test } from 'vitest';
import { readParquetFooter } from '../../estimator/formats/parquet/read-parquet-footer.js';
import { type Claims, hostileParquet } from './hostile-parquet.js';
import { sourceOf } from './source-of.js';

test('a footer that claims nothing absurd is read', () => {
  const { rows, columns, rowGroups } = readParquetFooter(sourceOf(hostileParquet({})));
  expect(rows).toBe(10);
  expect(columns).toEqual([{ name: 'c0', type: { kind: 'decimal', precision: 9, scale: 2 } }]);
  expect(rowGroups[0]?.chunks[0]).toMatchObject({ bytes: 100, firstByte: 4, nulls: 0 });
});

test.each<[string, Claims, RegExp]>([
  ['a scale above 38', { scale: 39 }, /claims to be decimal\(9,39\)/],
  ['a negative scale', { scale: -1 }, /claims to be decimal\(9,-1\)/],
  ['a scale above the precision', { scale: 10 }, /claims to be decimal\(9,10\)/],
  ['a precision of 2^31', { precision: 2 ** 31 }, /claims to be decimal/],
  ['no precision', { precision: 0, scale: 0 }, /claims to be decimal\(0,0\)/],
  ['negative nulls', { nulls: -1 }, /more nulls than rows, or less than none/],
  ['more nulls than rows', { nulls: 11 }, /more nulls than rows/],
  ['other rows than its row group', { rows: 9, rowsOfGroup: 10 }, /rows of its footer/],
  ['negative rows', { rows: -10 }, /does not fit the schema/],
  ['rows beyond 2^53', { rows: 2 ** 60 }, /too large/],
  ['a chunk longer than the file', { chunkBytes: 2 ** 40 }, /outside the file/],
  ['a chunk of one byte too much', { chunkBytes: 101 }, /outside the file/],
  ['a negative chunk', { chunkBytes: -1 }, /outside the file/],
  ['a chunk behind the file', { firstByte: 2 ** 50 }, /outside the file/],
  ['a chunk before the file', { firstByte: -4 }, /outside the file/],
  ['a chunk over the magic at the start', { firstByte: 0 }, /overlap/],
  ['chunks on the same bytes', { columns: 2 }, /overlap/],
  ['more columns than there are', { children: 2 }, /ends inside a group/],
  ['a thousand million columns', { children: 1e9 }, /ends inside a group/],
])('%s: a reason, never a figure', (_, claims, reason) => {
  expect(() => readParquetFooter(sourceOf(hostileParquet(claims)))).toThrow(reason);
});
