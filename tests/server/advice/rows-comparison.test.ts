import { describe, expect, test } from 'vitest';
import { compareRows } from '../../../server/advice/rows-comparison.js';
import type { Cell } from '../../../server/engine/query-result.js';

function rowsOf(names: readonly string[], rows: readonly (readonly Cell[])[], truncated = false) {
  const columns = names.map((name) => ({ name, type: 'double' }));
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

describe('other rows', () => {
  test.each<[string, Parameters<typeof compareRows>[1]]>([
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
    expect(compareRows(some, other, 'SELECT a, b FROM t LIMIT 2')).toMatchObject({ state: 'open' });
  });

  test('by their number, where there are too many to compare', () => {
    const many = { ...some, truncated: true, rowCount: 1_000_000 };
    expect(compareRows(many, { ...many, rowCount: 999_999 }, 'SELECT a FROM t')).toEqual({ state: 'differ' });
    expect(compareRows(many, many, 'SELECT a FROM t')).toMatchObject({ state: 'open' });
  });
});
