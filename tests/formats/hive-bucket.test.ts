import { expect, test } from 'vitest';
import { type HiveHash, hiveBucketOf, hiveHashOf } from '../../estimator/formats/hive-bucket.js';
import { parseType } from '../../estimator/sql/type.js';

const many = 2 ** 31;

/** Worked out by hand from Java's arithmetic: ints are themselves, texts are 31 * hash + byte. */
test.each<[HiveHash, bigint | boolean | string, number]>([
  ['int', 7n, 7],
  ['int', -1n, 0x7fffffff],
  ['long', 7n, 7],
  ['long', -1n, 0],
  ['long', 2n ** 32n, 1],
  ['boolean', true, 1],
  ['boolean', false, 0],
  ['string', '', 0],
  ['string', 'ab', 97 * 31 + 98],
  ['string', 'é', (-61 * 31 - 87) & 0x7fffffff],
  ['varchar', 'a', 31 + 97],
])('%s %s hashes as Hive does', (hash, value, expected) => {
  expect(hiveBucketOf([{ hash, value }], many)).toBe(expected);
  expect(hiveBucketOf([{ hash, value }], 10)).toBe(expected % 10);
});

test('of several columns, each hash is 31 times the ones before and its own', () => {
  const row = [
    { hash: 'int', value: 3n },
    { hash: 'string', value: 'a' },
  ] as const;
  expect(hiveBucketOf(row, many)).toBe(3 * 31 + 97);
});

test('values of another kind, and types that Hive hashes in other ways, have no bucket', () => {
  expect(hiveBucketOf([{ hash: 'int', value: '7' }], 10)).toBeNull();
  expect(
    ['int', 'bigint', 'date', 'string', 'varchar(3)', 'double'].map((type) => hiveHashOf(parseType(type))),
  ).toEqual(['int', 'long', 'int', 'string', 'varchar', null]);
});
