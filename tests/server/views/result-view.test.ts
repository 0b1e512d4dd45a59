import { describe, expect, test } from 'vitest';
import type { QueryResult } from '../../../server/engine/query-result.js';
import { resultView } from '../../../server/views/result-view.js';

const result: QueryResult = {
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

const estimate = { low: 500, likely: 1_000, high: 1_500 };

describe('a result', () => {
  test('shows NULL apart from text, and nested values as JSON', () => {
    expect(resultView(result, estimate, 100).rows[1]).toEqual([
      { text: 'NULL', isNull: true },
      { text: '{"a":[1,null]}', isNull: false },
    ]);
  });

  test('says how many rows there are and how many are shown', () => {
    expect(resultView(result, estimate, 100).rowsText).toBe('2 rows');
    expect(resultView(result, estimate, 1).rowsText).toBe('the first 1 of 2 rows');
    expect(resultView({ ...result, rowCount: null, truncated: true }, estimate, 100).rowsText).toBe(
      'the first 2 rows; there are more',
    );
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
    const { verdict } = resultView({ ...result, bytesRead }, bounds, 100);
    expect(verdict.state).toBe(state);
    expect(verdict.text).toMatch(text);
  });
});
