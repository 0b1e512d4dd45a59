import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../server/engine/create-engine.js';
import type { CsvSerde, EngineTable } from '../../../server/engine/engine-table.js';
import { put, scratchFolder } from '../../catalog/scratch.js';

const root = scratchFolder();
let tables = 0;

/** What one column of a file holds, row by row, or what reading it fails with. */
async function valuesOf(
  content: string,
  type: string,
  layout: CsvSerde | 'json',
): Promise<readonly unknown[] | string> {
  tables += 1;
  const file = `${tables}.${layout === 'json' ? 'json' : 'csv'}`;
  put(root, file, content);
  const table: EngineTable = {
    database: 'db',
    table: 't',
    format: layout === 'json' ? 'json' : 'csv',
    compression: 'none',
    files: [join(root, file)],
    hivePartitionKeys: [],
    columns: [{ name: 'a', type }],
    ...(layout === 'json' ? {} : { csv: { serde: layout, delimiter: ';', quote: '"', headerLines: 0 } }),
  };
  const own = createEngine({ tables: [table] });
  try {
    return (await own.run({ sql: 'SELECT a FROM t', database: 'db' })).rows.flat();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await own.close();
  }
}

describe('LazySimpleSerDe', () => {
  test.each<[string, readonly string[], readonly unknown[]]>([
    [
      'bigint',
      [
        '1',
        '-2',
        '+3',
        '1.7',
        '-1.7',
        '.5',
        '1e3',
        '1_000',
        '',
        'x',
        ' 1',
        '0x10',
        '\\N',
        '9223372036854775807',
        '9223372036854775808',
      ],
      [1, -2, 3, 1, -1, 0, null, null, null, null, null, null, null, '9223372036854775807', null],
    ],
    ['tinyint', ['127', '128', '-128', '-129'], [127, null, -128, null]],
    [
      'double',
      ['1', '1.5', '1e3', ' 2 ', '1.5f', '-.5', '1_000', 'inf', 'nan', '', 'x', '1e999'],
      [1, 1.5, 1000, 2, 1.5, -0.5, null, null, null, null, null, 'Infinity'],
    ],
    ['boolean', ['true', 'FALSE', 'yes', 't', '1', '', 'True'], [true, false, null, null, null, null, true]],
    [
      'decimal(5,2)',
      ['1.005', '-1.005', '1e2', '999.99', '1000', 'x', ''],
      ['1.01', '-1.01', '100.00', '999.99', null, null, null],
    ],
    [
      'date',
      ['2024-01-05', '2024-1-5', '2024-01-05 10:00:00', 'epoch', 'infinity', '05.01.2024', ''],
      ['2024-01-05', '2024-01-05', '2024-01-05', null, null, null, null],
    ],
    [
      'timestamp',
      [
        '2024-01-01 10:00:00',
        '2024-01-01 10:00:00.1236',
        '1969-12-31 23:59:59.9996',
        '2024-01-01T10:00:00Z',
        '2024-01-01 10:00:00+02',
        'infinity',
        'epoch',
        '',
      ],
      [
        '2024-01-01 10:00:00.000',
        '2024-01-01 10:00:00.124',
        '1970-01-01 00:00:00.000',
        null,
        null,
        null,
        null,
        null,
      ],
    ],
    ['string', ['', 'x', '\\N', ' a '], ['', 'x', null, ' a ']],
  ])('%s', async (type, texts, expected) => {
    expect(await valuesOf(`${texts.join('\n')}\n`, type, 'lazy_simple')).toEqual(expected);
  });

  test.each([
    ['date', '2024-02-30'],
    ['timestamp', '2024-01-01T10:00:00'],
    ['timestamp', '2024-01-01'],
  ])('%s %s may be read or not: refused', async (type, text) => {
    expect(await valuesOf(`${text}\n`, type, 'lazy_simple')).toMatch(/^.*not certain whether Athena reads/);
  });
});

describe('OpenCSVSerde', () => {
  test.each<[string, readonly string[], readonly unknown[]]>([
    ['bigint', ['"1"', '2'], [1, 2]],
    ['double', ['"1.5"', '1e3'], [1.5, 1000]],
    ['boolean', ['"true"', 'FALSE'], [true, false]],
    ['string', ['""', '"\\N"', ''], ['', 'N', null]],
  ])('%s', async (type, texts, expected) => {
    expect(await valuesOf(`${texts.join('\n')}\n`, type, 'open_csv')).toEqual(expected);
  });

  test.each([
    ['bigint', '""'],
    ['bigint', '1.5'],
    ['double', '"x"'],
    ['boolean', '"yes"'],
  ])('%s %s fails', async (type, text) => {
    expect(await valuesOf(`${text}\n`, type, 'open_csv')).toMatch(/HIVE_BAD_DATA/);
  });
});

describe('the JSON SerDe', () => {
  test.each<[string, readonly string[], readonly unknown[]]>([
    ['bigint', ['1', '"2"', '2.5', '1e3', 'null'], [1, 2, 2, 1000, null]],
    ['double', ['1', '"2.5"', '1e3'], [1, 2.5, 1000]],
    ['boolean', ['true', '"TRUE"', '"yes"', '1', 'false'], [true, true, false, false, false]],
    ['string', ['"x"', '1', 'true', '{"b":1}', 'null'], ['x', '1', 'true', '{"b":1}', null]],
    ['date', ['"2024-01-05"'], ['2024-01-05']],
    [
      'timestamp',
      ['"2024-01-01 10:00:00.1236"', '"2024-01-01T10:00:00Z"', '"2024-01-01T10:00:00.5+0200"'],
      ['2024-01-01 10:00:00.124', '2024-01-01 10:00:00.000', '2024-01-01 08:00:00.500'],
    ],
    [
      'struct<x:int,y:array<int>>',
      ['{"X":1,"y":[1,2]}', '{"x":2,"Y":[]}', '{"x":3,"X":4}', '{}', 'null'],
      [{ x: 1, y: [1, 2] }, { x: 2, y: [] }, { x: 3, y: null }, { x: null, y: null }, null],
    ],
    [
      'array<struct<b:struct<c:boolean>>>',
      ['[{"B":{"C":"yes"}}]', '[{"b":{"c":true}},null]'],
      [[{ b: { c: false } }], [{ b: { c: true } }, null]],
    ],
    ['map<string,struct<v:int>>', ['{"K/1":{"V":1}}', '{}'], [{ 'K/1': { v: 1 } }, {}]],
  ])('%s', async (type, values, expected) => {
    const lines = values.map((value) => `{"a":${value}}`).join('\n');
    expect(await valuesOf(lines, type, 'json')).toEqual(expected);
  });

  test('keys of any case in any row, and lines that are no objects', async () => {
    const lines = '{"A":1}\n{"a":2}\n\n{"b":3}\nnothing\n';
    expect(await valuesOf(lines, 'int', 'json')).toEqual([1, 2, null, null, null]);
  });

  test.each([
    ['bigint', '"x"', /HIVE_BAD_DATA/],
    ['bigint', '"010"', /not certain/],
    ['timestamp', '"2024-01-01T10:00:00"', /not certain/],
    ['timestamp', '"yesterday"', /HIVE_BAD_DATA/],
    ['array<int>', '1', /not certain/],
    ['struct<x:int>', '[1]', /not certain/],
    ['struct<x:int>', '{', /Malformed JSON/],
  ])('%s %s fails', async (type, value, says) => {
    expect(await valuesOf(`{"a":${value}}\n`, type, 'json')).toMatch(says);
  });
});
