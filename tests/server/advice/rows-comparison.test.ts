import { describe, expect, test } from 'vitest';
import { compareRows } from '../../../server/advice/rows-comparison.js';
import type { Cell } from '../../../server/engine/query-result.js';

function rowsOf(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  truncated = false,
  type = 'double',
) {
  const columns = names.map((name) => ({ name, type }));
  return { columns, rows, rowCount: rows.length, truncated };
}

const some = rowsOf(
  ['a', 'b'],
  [
    [1, 'x'],
    [2, 'y'],
  ],
);

describe('the same rows', () => {
  test.each<[string, Parameters<typeof compareRows>[1]]>([
    ['in another order', rowsOf(['a', 'b'], [some.rows[1] ?? [], some.rows[0] ?? []])],
    [
      'with columns in another order',
      rowsOf(
        ['b', 'a'],
        [
          ['x', 1],
          ['y', 2],
        ],
      ),
    ],
    [
      'with sums that differ in their last digit',
      rowsOf(
        ['a', 'b'],
        [
          [1.0000000000000002, 'x'],
          [2, 'y'],
        ],
      ),
    ],
  ])('%s', (_, other) => {
    expect(compareRows(some, other, 'SELECT a, b FROM t')).toEqual({ state: 'same', rows: 2 });
  });

  test('of nested values and NULLs', () => {
    const nested = rowsOf(['a'], [[[{ b: 1, c: [null, 2.5] }]], [null]]);
    expect(compareRows(nested, rowsOf(['a'], [[null], [[{ b: 1, c: [null, 2.5] }]]]), '')).toEqual({
      state: 'same',
      rows: 2,
    });
  });
});

describe('the last digits of sums of fractions', () => {
  test.each<[string, Cell, Cell]>([
    ['double', 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1],
    ['array(double)', [0.1 + 0.2], [0.3]],
    ['row(a bigint, b double)', { a: 1, b: 0.1 + 0.2 }, { a: 1, b: 0.3 }],
    ['map(varchar, double)', { a: 0.1 + 0.2 }, { a: 0.3 }],
  ])('may differ in %s: %j, %j', (type, one, two) => {
    expect(compareRows(rowsOf(['a'], [[one]], false, type), rowsOf(['a'], [[two]], false, type), '')).toEqual(
      {
        state: 'same',
        rows: 1,
      },
    );
  });

  test('do not change which rows are compared with each other', () => {
    const columns = [
      { name: 'a', type: 'double' },
      { name: 'b', type: 'varchar' },
    ];
    const totals = (z: number) => ({
      columns,
      rows: [
        [z, 'z'],
        [1.00000005, 'y'],
      ],
      rowCount: 2,
      truncated: false,
    });
    expect(compareRows(totals(1.000000049999999), totals(1.00000005), '')).toEqual({
      state: 'same',
      rows: 2,
    });
  });
});

describe('other rows', () => {
  test.each<[string, Parameters<typeof compareRows>[1]]>([
    [
      'a column is added',
      rowsOf(
        ['a', 'b', 'c'],
        [
          [1, 'x', null],
          [2, 'y', null],
        ],
      ),
    ],
    ['one is missing', rowsOf(['a', 'b'], [[1, 'x']])],
    [
      'one is there twice',
      rowsOf(
        ['a', 'b'],
        [
          [1, 'x'],
          [1, 'x'],
        ],
      ),
    ],
    [
      'a value differs',
      rowsOf(
        ['a', 'b'],
        [
          [1, 'x'],
          [2.00001, 'y'],
        ],
      ),
    ],
    [
      'a value is NULL',
      rowsOf(
        ['a', 'b'],
        [
          [1, 'x'],
          [2, null],
        ],
      ),
    ],
  ])('%s', (_, other) => {
    expect(compareRows(some, other, 'SELECT a, b FROM t')).toEqual({ state: 'differ' });
  });

  test('may be those that LIMIT chose', () => {
    const other = rowsOf(['a', 'b'], [[3, 'z'], ...some.rows.slice(1)]);
    expect(compareRows(some, other, 'SELECT a, b FROM t LIMIT 2')).toMatchObject({ state: 'open' });
  });

  test.each<[string, Cell, Cell]>([
    ['bigint', 23_699_509_200, 23_699_509_201],
    ['bigint', '9223372036854775806', '9223372036854775807'],
    ['decimal(38,2)', '23699509200.01', '23699509200.02'],
    ['varchar', '2.0000000000001', '2.0000000000002'],
    ['array(bigint)', [23_699_509_200], [23_699_509_201]],
    ['row(a bigint, b double)', { a: 23_699_509_200, b: 1 }, { a: 23_699_509_201, b: 1 }],
    ['map(varchar, bigint)', { a: 23_699_509_200 }, { a: 23_699_509_201 }],
    ['double', 23_699_509_200, 23_699_509_201],
  ])('%s: %j is not %j', (type, one, two) => {
    expect(compareRows(rowsOf(['a'], [[one]], false, type), rowsOf(['a'], [[two]], false, type), '')).toEqual(
      {
        state: 'differ',
      },
    );
  });

  test('by their number, where there are too many to compare', () => {
    const many = { ...some, truncated: true, rowCount: 1_000_000 };
    expect(compareRows(many, { ...many, rowCount: 999_999 }, 'SELECT a FROM t')).toEqual({ state: 'differ' });
    expect(compareRows(many, many, 'SELECT a FROM t')).toMatchObject({ state: 'open' });
  });
});
