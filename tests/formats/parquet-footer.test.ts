import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ByteSource, Footer } from '../../estimator/formats/footer.js';
import { readParquetFooter } from '../../estimator/formats/parquet/read-parquet-footer.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { openDuckdb, putParquet, scratchFolder } from '../catalog/scratch.js';

const root = scratchFolder();
let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await openDuckdb();
});

afterAll(() => duckdb.closeSync());

function sourceOf(bytes: Uint8Array): ByteSource {
  return { bytes: bytes.length, read: (start, end) => bytes.slice(start, end) };
}

function footerOf(file: string): Footer {
  return readParquetFooter(sourceOf(readFileSync(file)));
}

/** Path, first byte and size of each stored chunk, as hyparquet reads the same file. */
function chunksOfHyparquet(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return parquetMetadata(buffer).row_groups.flatMap((group) =>
    group.columns.map(({ meta_data: meta }) => {
      const start = Number(meta?.dictionary_page_offset || meta?.data_page_offset);
      return `${meta?.path_in_schema.join('.').toLowerCase()} ${start} ${meta?.total_compressed_size}`;
    }),
  );
}

function chunksOf(footer: Footer): readonly string[] {
  return footer.rowGroups.flatMap(({ chunks }) =>
    chunks.map(({ leaf, firstByte, bytes }) => `${footer.leaves[leaf]} ${firstByte} ${bytes}`),
  );
}

const wide = `SELECT i AS "ID", i % 5 AS small, 'v' || i AS name, i / 3 AS ratio, {'A': i, 'b': {'C': 'x'}} AS s,
  NULL::INTEGER AS none FROM range(5000) r(i)`;

describe('sizes and places of chunks agree with hyparquet', () => {
  test.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])('%s', async (codec) => {
    const options = `, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`;
    const file = await putParquet(duckdb, join(root, `${codec}.parquet`), wide, options);
    const footer = footerOf(file);
    expect(chunksOf(footer)).toEqual(chunksOfHyparquet(file));
    expect(footer.rows).toBe(5000);
    expect(footer.codecs).toEqual([{ uncompressed: 'none', lz4_raw: 'lz4' }[codec] ?? codec]);
  });

  test('version 2 pages, and a footer longer than the first read', async () => {
    const columns = Array.from({ length: 600 }, (_, index) => `i + ${index} AS column_${index}`);
    const file = await putParquet(
      duckdb,
      join(root, 'many.parquet'),
      `SELECT ${columns.join(', ')} FROM range(3000) r(i)`,
      ', PARQUET_VERSION v2, ROW_GROUP_SIZE 2048',
    );
    const footer = footerOf(file);
    expect(footer.footerBytes).toBeGreaterThan(32 * 1024);
    expect(chunksOf(footer)).toEqual(chunksOfHyparquet(file));
  });

  test('a file of parquetjs-lite', async () => {
    const file = await writeParquetjs(join(root, 'js.parquet'));
    const footer = footerOf(file);
    expect(chunksOf(footer)).toEqual(chunksOfHyparquet(file));
    expect(footer.columns.map(({ name, type }) => `${name} ${formatType(type)}`)).toEqual([
      'name string',
      'quantity bigint',
      'price double',
      'day date',
      'tags array<string>',
    ]);
  });
});

async function writeParquetjs(file: string): Promise<string> {
  const parquetjs: unknown = createRequire(import.meta.url)('parquetjs-lite');
  const { ParquetSchema, ParquetWriter } = parquetjs as {
    ParquetSchema: new (fields: Record<string, object>) => object;
    ParquetWriter: { openFile(schema: object, path: string): Promise<Writer> };
  };
  const schema = new ParquetSchema({
    name: { type: 'UTF8', compression: 'SNAPPY' },
    quantity: { type: 'INT64', compression: 'GZIP' },
    price: { type: 'DOUBLE' },
    day: { type: 'DATE' },
    tags: { type: 'UTF8', repeated: true },
  });
  const writer = await ParquetWriter.openFile(schema, file);
  for (let row = 0; row < 100; row += 1) {
    await writer.appendRow({
      name: `n${row}`,
      quantity: row,
      price: row / 4,
      day: new Date(0),
      tags: ['a', 'b'],
    });
  }
  await writer.close();
  return file;
}

interface Writer {
  appendRow(row: object): Promise<void>;
  close(): Promise<void>;
}

describe('types', () => {
  test.each([
    ['true', 'boolean'],
    ['1::TINYINT', 'tinyint'],
    ['1::SMALLINT', 'smallint'],
    ['1::INTEGER', 'int'],
    ['1::BIGINT', 'bigint'],
    ['1::UTINYINT', 'smallint'],
    ['1::USMALLINT', 'int'],
    ['1::UINTEGER', 'bigint'],
    ['1::FLOAT', 'float'],
    ['1::DOUBLE', 'double'],
    ['1::DECIMAL(5, 2)', 'decimal(5,2)'],
    ['1::DECIMAL(15, 3)', 'decimal(15,3)'],
    ['1::DECIMAL(38, 10)', 'decimal(38,10)'],
    ["'x'", 'string'],
    ["'x'::BLOB", 'binary'],
    ["'a'::ENUM('a', 'b')", 'string'],
    ["'{}'::JSON", 'string'],
    ["DATE '2024-01-01'", 'date'],
    ["TIMESTAMP '2024-01-01'", 'timestamp'],
    ["'2024-01-01'::TIMESTAMP_NS", 'timestamp'],
    ["'2024-01-01'::TIMESTAMP_MS", 'timestamp'],
    ['[1]', 'array<int>'],
    ['[[1]]', 'array<array<int>>'],
    ["[{'A': 1}]", 'array<struct<a:int>>'],
    ["[{'a': 1, 'b': 'x'}]", 'array<struct<a:int,b:string>>'],
    ["MAP {'k': {'v': 1}}", 'map<string,struct<v:int>>'],
    ["{'a': {'b': [1]}, 'c': MAP {1: 2}}", 'struct<a:struct<b:array<int>>,c:map<int,int>>'],
  ])('%s', async (value, type) => {
    const file = await putParquet(duckdb, join(root, 'type.parquet'), `SELECT ${value} AS c`);
    expect(footerOf(file).columns.map((column) => formatType(column.type))).toEqual([type]);
  });
});

describe('bounds', () => {
  const bounds = async (values: string): Promise<unknown> => {
    const file = await putParquet(duckdb, join(root, 'bounds.parquet'), `SELECT unnest([${values}]) AS c`);
    const [chunk] = footerOf(file).rowGroups[0]?.chunks ?? [];
    return [chunk?.minimum, chunk?.maximum, chunk?.nulls];
  };

  test.each<[string, unknown]>([
    ['1, -5, NULL', [-5n, 1n, 1]],
    ['9223372036854775807, (-9223372036854775808)::BIGINT', [-(2n ** 63n), 2n ** 63n - 1n, 0]],
    ['4294967295::UINTEGER, 0::UINTEGER', [0n, 4294967295n, 0]],
    ['-1.5::DOUBLE, 2.5', [-1.5, 2.5, 0]],
    ["1.0::DOUBLE, 'nan'::DOUBLE", [null, null, 0]],
    ["'infinity'::DOUBLE, 0", [0, Number.POSITIVE_INFINITY, 0]],
    ['-12.34::DECIMAL(5, 2), 1', [-1234n, 100n, 0]],
    ['-12.34::DECIMAL(30, 2), 1', [-1234n, 100n, 0]],
    ["'a', 'é', 'Z'", ['Z', 'é', 0]],
    ["'', NULL", ['', '', 1]],
    ["DATE '1969-12-31', DATE '1970-01-02'", [-1n, 1n, 0]],
    ["TIMESTAMP '1970-01-01 00:00:01', TIMESTAMP '1969-12-31 23:59:59'", [-1000000n, 1000000n, 0]],
    // Athena rounds to milliseconds: the bound includes the rounded value.
    ["TIMESTAMP '1970-01-01 00:00:00.0006'", [600n, 1000n, 0]],
    ["TIMESTAMP '1970-01-01 00:00:00.0014'", [1000n, 1400n, 0]],
    ["'1970-01-01 00:00:00.000001001'::TIMESTAMP_NS", [0n, 2n, 0]],
    ['true, false', [false, true, 0]],
    ["'x'::BLOB", [null, null, 0]],
    ['NULL::INTEGER', [null, null, 1]],
  ])('%s', async (values, expected) => {
    expect(await bounds(values)).toEqual(expected);
  });
});

describe('broken files', () => {
  test('every cut is said to be no Parquet', async () => {
    const bytes = readFileSync(await putParquet(duckdb, join(root, 'cut.parquet'), 'SELECT 1 AS a'));
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readParquetFooter(sourceOf(bytes.subarray(0, length)))).toThrow(RangeError);
    }
  });

  test('changed bytes give a footer or a reason, nothing else', async () => {
    const bytes = readFileSync(await putParquet(duckdb, join(root, 'fuzz.parquet'), `${wide} LIMIT 10`));
    const footerStart = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    const outcomes = { footer: 0, reason: 0 };
    for (let at = footerStart; at < bytes.length; at += 1) {
      for (const value of [0, 1, 0x19, 0x7f, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        try {
          const footer = readParquetFooter(sourceOf(changed));
          const sizes = footer.rowGroups.flatMap(({ chunks }) => chunks.map((chunk) => chunk.bytes));
          expect(sizes.every((size) => size >= 0 && size <= bytes.length)).toBe(true);
          outcomes.footer += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          outcomes.reason += 1;
        }
      }
    }
    expect(outcomes.footer).toBeGreaterThan(0);
    expect(outcomes.reason).toBeGreaterThan(0);
  });
});
