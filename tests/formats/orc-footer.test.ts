import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { BoundValue, Footer, FooterRowGroup } from '../../estimator/formats/footer.js';
import { readOrcFooter } from '../../estimator/formats/orc/read-orc-footer.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { sourceOf } from './source-of.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/** What pyarrow and ORC's Java tools say: see `fixtures/write_orc.py`. */
interface Golden {
  readonly rows: number;
  readonly tailBytes: number;
  readonly stripes: readonly {
    readonly rows: number;
    /** Least and greatest value as Python prints them, and how many are null. */
    readonly columns: Readonly<Record<string, readonly [string | null, string | null, number]>>;
    /** Column, first byte, bytes. */
    readonly streams: readonly (readonly [number, number, number])[];
  }[];
}

const golden = JSON.parse(readFileSync(`${fixtures}/orc.json`, 'utf8')) as Readonly<Record<string, Golden>>;
const files = Object.entries(golden);

function footerOf(name: string): Footer {
  return readOrcFooter(sourceOf(readFileSync(`${fixtures}/${name}`)));
}

/** Columns of the fixture in depth-first order, and the leaf to which the streams of each belong. */
const leafOfColumn: readonly (string | null)[] = [
  ...[null, 'id', 'small', 'flag', 'name', 'ratio', 'price', 'day', 'at', 'seen', 'none'],
  ...['place', 'place.city', 'place.point', 'place.point.x', 'place.point.y'],
  ...['tags', 'tags', 'counts', 'counts', 'counts'],
];

function bytesByLeaf({ chunks }: FooterRowGroup, { leaves }: Footer): ReadonlyMap<string, number> {
  return new Map(chunks.map(({ leaf, bytes }) => [leaves[leaf] ?? '', bytes]));
}

describe.each(files)('%s', (name, expected) => {
  const footer = footerOf(name);

  test('has the rows, the tail and the compression that other readers see', () => {
    expect(footer.rows).toBe(expected.rows);
    expect(footer.footerBytes).toBe(expected.tailBytes);
    expect(footer.rowGroups.map(({ rows }) => rows)).toEqual(expected.stripes.map(({ rows }) => rows));
    expect(footer.codecs).toEqual([name === 'uncompressed.orc' ? 'none' : name.replace('.orc', '')]);
  });

  test('has the sizes of columns to the byte', () => {
    for (const [index, { streams }] of expected.stripes.entries()) {
      const sizes = new Map<string, number>();
      for (const [column, , bytes] of streams) {
        const leaf = leafOfColumn[column];
        if (leaf !== null && leaf !== undefined) sizes.set(leaf, (sizes.get(leaf) ?? 0) + bytes);
      }
      const rowGroup = footer.rowGroups[index];
      expect(rowGroup && bytesByLeaf(rowGroup, footer)).toEqual(sizes);
    }
  });

  test('has the first byte of columns', () => {
    const first = new Map<string, number>();
    for (const [column, start] of expected.stripes[1]?.streams ?? []) {
      const leaf = leafOfColumn[column];
      if (leaf !== null && leaf !== undefined && !first.has(leaf)) first.set(leaf, start);
    }
    const chunks = footer.rowGroups[1]?.chunks ?? [];
    expect(new Map(chunks.map(({ leaf, firstByte }) => [footer.leaves[leaf], firstByte]))).toEqual(first);
  });

  test('has bounds that hold every value, and counts of nulls', () => {
    for (const [index, { columns }] of expected.stripes.entries()) {
      for (const [column, [minimum, maximum, nulls]] of Object.entries(columns)) {
        const chunk = footer.rowGroups[index]?.chunks.find(({ leaf }) => footer.leaves[leaf] === column);
        expect(chunk?.nulls).toBe(nulls);
        if (minimum === null || maximum === null) continue;
        const bounds = boundsIn[column];
        expect([chunk?.minimum, chunk?.maximum]).toEqual([bounds?.(minimum, 0), bounds?.(maximum, 1)]);
      }
    }
  });
});

/** A value as Python prints it in the unit of bounds; the greatest timestamp has room for rounding. */
const boundsIn: Readonly<Record<string, (text: string, roundsUpMillis: number) => BoundValue>> = {
  id: BigInt,
  small: BigInt,
  flag: (text) => text === 'True',
  name: (text) => text,
  ratio: Number,
  price: (text) => BigInt(Math.round(Number(text) * 100)),
  day: (text) => BigInt(Date.parse(text) / 86_400_000),
  at: (text, roundsUpMillis) => BigInt(Date.parse(`${text}Z`) + roundsUpMillis) * 1000n,
  seen: (text, roundsUpMillis) => BigInt(Date.parse(text) + roundsUpMillis) * 1000n,
};

test('columns have the types of a Glue crawler', () => {
  expect(footerOf('zlib.orc').columns.map(({ name, type }) => `${name} ${formatType(type)}`)).toEqual([
    'id bigint',
    'small smallint',
    'flag boolean',
    'name string',
    'ratio double',
    'price decimal(12,2)',
    'day date',
    'at timestamp',
    'seen timestamptz',
    'none int',
    'place struct<city:string,point:struct<x:int,y:int>>',
    'tags array<string>',
    'counts map<string,bigint>',
  ]);
});

test('columns have the numbers that Iceberg gave them', () => {
  const { leaves, fieldIds } = footerOf('zlib.orc');
  const numbered = leaves.flatMap((path, leaf) => (fieldIds[leaf] === null ? [] : [[path, fieldIds[leaf]]]));
  expect(numbered).toEqual([
    ['id', 1],
    ['place', 30],
    ['tags', 12],
  ]);
});

describe('what cannot be read', () => {
  const whole = readFileSync(`${fixtures}/snappy.orc`);

  test.each([
    ['nothing', whole.subarray(0, 0), /too short/],
    ['a text', Buffer.from('ORC, it says, but it is none'), /does not end as an ORC file/],
    ['cut off', whole.subarray(0, whole.length - 100), /does not end as an ORC file/],
    ['without its beginning', whole.subarray(whole.length - 200), /longer than the file/],
  ])('%s', (_, bytes, reason) => {
    expect(() => readOrcFooter(sourceOf(bytes))).toThrow(reason);
  });

  test.each(files.map(([name]) => name))(
    '%s with one byte changed: a footer or a RangeError, soon',
    (name) => {
      const bytes = readFileSync(`${fixtures}/${name}`);
      const start = performance.now();
      for (let at = Math.max(0, bytes.length - 1500); at < bytes.length; at += 4) {
        for (const value of [0, 127, 255]) {
          const changed = Buffer.from(bytes);
          changed[at] = value;
          try {
            const { rows, rowGroups } = readOrcFooter(sourceOf(changed));
            expect(rowGroups.reduce((sum, group) => sum + group.rows, 0)).toBe(rows);
            const sizes = rowGroups.flatMap(({ chunks }) => chunks.map((chunk) => chunk.bytes));
            expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(bytes.length);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }
      expect(performance.now() - start).toBeLessThan(30_000);
    },
  );
});
