import { describe, expect, test } from 'vitest';
import type { AvroValue } from '../../estimator/formats/avro/read-avro-records.js';
import type { BoundValue } from '../../estimator/formats/footer.js';
import { bucketOf } from '../../estimator/formats/iceberg/bucket-of.js';
import { readIcebergMetadata } from '../../estimator/formats/iceberg/iceberg-metadata.js';
import { icebergBoundOf } from '../../estimator/formats/iceberg/iceberg-value.js';
import { readTransform, sourceRange } from '../../estimator/formats/iceberg/transform-range.js';

/** https://iceberg.apache.org/spec/#appendix-b-32-bit-hash-requirements */
test.each<[string, BoundValue, number]>([
  ['int', 34n, 2017239379],
  ['long', 34n, 2017239379],
  ['decimal(9,2)', 1420n, -500754589],
  ['date', 17486n, -653330422],
  ['timestamp', 1510871468000000n, -2047944441],
  ['timestamptz', 1510871468000000n, -2047944441],
  ['string', 'iceberg', 1210000089],
])('the hash of %s %s', (type, value, hash) => {
  const largest = 2 ** 31 - 1;
  expect(bucketOf(type, value, largest)).toBe((hash & 0x7fffffff) % largest);
});

test('decimals are hashed in as few bytes as hold them', () => {
  const buckets = [127n, 128n, -128n, -129n, 0n, -1n].map((value) => bucketOf('decimal(9,0)', value, 1000));
  expect(new Set(buckets).size).toBe(6);
});

const day = 86_400_000_000n;

describe('what a partition can hold', () => {
  test.each<[string, string, AvroValue, BoundValue | null, BoundValue | null]>([
    ['identity', 'string', 'x', 'x', 'x'],
    ['identity', 'decimal(9,2)', Buffer.from([0xff, 0x38]), -200n, -200n],
    ['year', 'date', 54n, 19723n, 20088n],
    ['month', 'date', -1n, -31n, -1n],
    ['day', 'timestamp', 1n, day, 2n * day - 1n],
    ['day', 'timestamptz', -1n, -day, -1n],
    ['hour', 'timestamp', 25n, 25n * (day / 24n), 26n * (day / 24n) - 1n],
    ['truncate[10]', 'int', -10n, -10n, -1n],
    ['truncate[10]', 'string', 'short', 'short', 'short'],
    ['truncate[3]', 'string', 'abc', 'abc', 'abd'],
    ['truncate[2]', 'string', 'a\u{10ffff}', 'a\u{10ffff}', 'b'],
    ['truncate[1]', 'string', '\u{10ffff}', '\u{10ffff}', null],
    ['truncate[1]', 'string', '\ud7ff', '\ud7ff', '\ue000'],
    ['bucket[4]', 'int', 3n, null, null],
    ['void', 'int', null, null, null],
    ['of_tomorrow', 'int', 3n, null, null],
    ['day', 'string', 3n, null, null],
  ])('%s of %s %s', (transform, type, value, minimum, maximum) => {
    expect(sourceRange(readTransform(transform), type, value)).toEqual({ minimum, maximum });
  });
});

test.each<[string, Uint8Array, BoundValue | null]>([
  ['boolean', Buffer.from([1]), true],
  ['int', Buffer.from([255, 255, 255, 255]), -1n],
  ['long', Buffer.from([1, 0, 0, 0]), 1n],
  ['long', Buffer.from([1, 0, 0, 0, 0, 0, 0, 128]), -9223372036854775807n],
  ['double', Buffer.from([0, 0, 0, 0, 0, 0, 248, 63]), 1.5],
  ['double', Buffer.from([0, 0, 0, 0, 0, 0, 248, 127]), null],
  ['float', Buffer.from([0, 0, 192, 63]), 1.5],
  ['string', Buffer.from('né'), 'né'],
  ['string', Buffer.from([0xc3]), null],
  ['decimal(4,2)', Buffer.from([0xfe]), -2n],
  ['decimal(4,2)', Buffer.alloc(0), null],
  ['uuid', Buffer.alloc(16), null],
  ['int', Buffer.from([1]), null],
])('a bound of %s', (type, bytes, value) => {
  expect(icebergBoundOf(type, bytes)).toBe(value);
});

describe('metadata', () => {
  const schema = { type: 'struct', fields: [{ id: 1, name: 'A', required: true, type: 'long' }] };

  test('of the first format: one schema, one spec, manifests without a list', () => {
    const metadata = readIcebergMetadata(
      JSON.stringify({
        'format-version': 1,
        location: 's3://b/t/',
        schema,
        'partition-spec': [{ 'source-id': 1, 'field-id': 1000, name: 'a', transform: 'identity' }],
        'current-snapshot-id': 5,
        snapshots: [{ 'snapshot-id': 5, manifests: ['s3://b/t/metadata/m.avro'] }],
      }),
    );
    expect(metadata.location).toBe('s3://b/t');
    expect(metadata.schema.columns).toEqual([{ name: 'a', type: { kind: 'integer', bits: 64 } }]);
    expect(metadata.specs.get(0)).toEqual([{ sourceId: 1, name: 'a', transform: 'identity' }]);
    expect(metadata.snapshot).toEqual({ manifestList: null, manifests: ['s3://b/t/metadata/m.avro'] });
  });

  test.each<[string, RegExp]>([
    ['', /no JSON/],
    ['{}', /format-version/],
    ['{"format-version": 2, "location": "x", "schema": {"type": "list"}}', /no struct/],
    [
      JSON.stringify({ 'format-version': 2, location: 'x', schema, 'current-snapshot-id': 7, snapshots: [] }),
      /snapshot 7 is not in/,
    ],
  ])('%s', (text, message) => {
    expect(() => readIcebergMetadata(text)).toThrow(message);
  });

  test('a schema nested without end', () => {
    const nested = `${'{"type": "list", "element": '.repeat(5000)}"long"${'}'.repeat(5000)}`;
    const text = `{"format-version": 2, "location": "x", "schema": {"type": "struct", "fields":
      [{"id": 1, "name": "a", "type": ${nested}}]}}`;
    expect(() => readIcebergMetadata(text)).toThrow(RangeError);
  });
});
