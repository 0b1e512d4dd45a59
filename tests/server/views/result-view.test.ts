import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../server/answer.js';
import { resultView } from '../../../server/views/result-view.js';

const estimate = { low: 500, likely: 1_000, high: 1_500 };

const result: RunResult = {
  id: 'abc',
  statement: 1,
  expectedBytes: estimate,
  expectedFiles: 1,
  rowsKept: 2,
  page: { number: 1, of: 1, firstRow: 1 },
  columns: [
    { name: 'category', type: 'varchar' },
    { name: 'n', type: 'bigint' },
  ],
  rows: [
    ['food', '12'],
    [null, { a: [1, null] }],
  ],
  rowCount: 2,
  truncated: false,
  elapsedMs: 12.4,
  bytesRead: 1_000,
  metadataBytesRead: 50,
  filesRead: 1,
  measuredBy: 'duckdb_file_log',
  notes: [],
};

describe('a result', () => {
  test('shows NULL apart from text, and nested values as Athena prints them', () => {
    const columns = [
      { name: 'category', type: 'varchar' },
      { name: 'n', type: 'map(varchar, array(double))' },
    ];
    expect(resultView({ ...result, columns }).rows[1]).toEqual([
      { text: 'NULL', head: null, isNull: true },
      { text: '{a=[1.0, null]}', head: null, isNull: false },
    ]);
  });

  test('writes numbers as Athena does, and folds and cuts a long text', () => {
    const columns = [
      { name: 'a', type: 'double' },
      { name: 'b', type: 'bigint' },
      { name: 'c', type: 'varchar' },
    ];
    const [row] = resultView({ ...result, columns, rows: [[5, 5, 'x'.repeat(5_000)]] }).rows;
    expect(row?.map(({ text }) => text)).toEqual(['5.0', '5', `${'x'.repeat(2_000)}…`]);
    expect(row?.map(({ head }) => head)).toEqual([null, null, `${'x'.repeat(120)}…`]);
  });

  test('says how many rows there are and how many are shown', () => {
    expect(resultView(result)).toMatchObject({ rowsText: '2 rows', paging: null });
    const many = { ...result, rowCount: 5_000, rowsKept: 1_000, page: { number: 2, of: 3, firstRow: 101 } };
    expect(resultView(many)).toMatchObject({
      rowsText: '5,000 rows, of which the first 1,000 are kept',
      paging: {
        text: 'Rows 101 to 102 of 1,000',
        previous: '/results/abc?page=1',
        next: '/results/abc?page=3',
      },
    });
  });

  test.each([
    { bytesRead: 1_000, bounds: estimate, state: 'inside', text: 'Inside the estimate.' },
    {
      bytesRead: 1_000,
      bounds: { low: 1_000, likely: 1_000, high: 1_000 },
      state: 'equal',
      text: /to the byte/,
    },
    { bytesRead: 400, bounds: estimate, state: 'outside', text: /^100 B less/ },
    { bytesRead: 2_000, bounds: estimate, state: 'outside', text: /^500 B more/ },
    { bytesRead: null, bounds: estimate, state: 'unknown', text: /could not be measured/ },
    {
      bytesRead: 1_000,
      bounds: { low: null, likely: null, high: null },
      state: 'unknown',
      text: /no estimate/,
    },
  ])('of $bytesRead bytes is $state', ({ bytesRead, bounds, state, text }) => {
    const { verdict } = resultView({ ...result, bytesRead, expectedBytes: bounds });
    expect(verdict.state).toBe(state);
    expect(verdict.text).toMatch(text);
  });

  test('of more files than the partition filter leaves is not compared', () => {
    const { verdict } = resultView({ ...result, bytesRead: 9_000, filesRead: 12 });
    expect(verdict).toEqual({
      state: 'unknown',
      text: 'Cannot be compared: the engine here read 12 files; the partition filter leaves 1 to Athena.',
    });
  });
});
