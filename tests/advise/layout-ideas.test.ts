import { describe, expect, it } from 'vitest';
import type { FilteredColumn, LayoutQuestion } from '../../estimator/advice-report.js';
import { layoutIdeas } from '../../estimator/advise/layout-ideas.js';

const csv: Omit<LayoutQuestion, 'ideas'> = {
  table: 'default.visits',
  format: 'csv',
  codec: 'none',
  isRowFormat: true,
  partitionKeys: [],
  filtered: [],
};
const parquet = { ...csv, format: 'parquet', codec: 'zstd', isRowFormat: false };
const country: FilteredColumn = { name: 'country', type: 'varchar', asks: 'values' };
const visitor: FilteredColumn = { name: 'visitor', type: 'varchar', asks: 'values' };
const isPaid: FilteredColumn = { name: 'is_paid', type: 'boolean', asks: 'values' };
const seenAt: FilteredColumn = { name: 'seen_at', type: 'timestamp', asks: 'range' };
const day: FilteredColumn = { name: 'day', type: 'date', asks: 'range' };

/** `country+day | seen_at`: the keys, then the column that sorts. */
function outline(question: Omit<LayoutQuestion, 'ideas'>, counted: Readonly<Record<string, number>> = {}) {
  return layoutIdeas(question, new Map(Object.entries(counted))).map(
    ({ partitionKeys, sortKey }) => `${partitionKeys.join('+')}|${sortKey ?? ''}`,
  );
}

describe('layouts that a filter speaks for', () => {
  it.each<[string, readonly FilteredColumn[], Readonly<Record<string, number>>, readonly string[]]>([
    ['no filter: only the format', [], {}, ['|']],
    ['few values: a key', [country], { country: 40 }, ['country|', '|country', '|']],
    ['many values: an order', [visitor], { visitor: 90_000 }, ['|visitor', '|']],
    ['a range of time: an order', [seenAt], {}, ['|seen_at', '|']],
    ['a range of days: a key', [day], { day: 366 }, ['day|', '|day', '|']],
    ['days of many years: an order', [day], { day: 9_000 }, ['|day', '|']],
    ['a flag is never an order', [isPaid], {}, ['is_paid|', '|']],
    ['both', [country, seenAt], { country: 40 }, ['country|seen_at', 'country|', '|seen_at']],
    [
      'both, whatever comes first',
      [visitor, country],
      { visitor: 5_000, country: 40 },
      ['country|visitor', 'country|', '|visitor'],
    ],
    [
      'fewest values outermost',
      [country, isPaid],
      { country: 40, is_paid: 2 },
      ['is_paid+country|', '|country', '|'],
    ],
    ['a function of few values: a key', [{ ...country, asks: 'other' }], { country: 40 }, ['country|', '|']],
    ['a function of nobody knows how many', [{ ...country, asks: 'other' }], {}, ['|']],
    ['a function of a date', [{ ...day, asks: 'other' }], {}, ['day|', '|']],
    [
      'a range of few values: a key',
      [{ ...visitor, asks: 'range' }],
      { visitor: 12 },
      ['visitor|', '|visitor', '|'],
    ],
    [
      'fractions are no key',
      [{ name: 'amount', type: 'double', asks: 'values' }],
      { amount: 3 },
      ['|amount', '|'],
    ],
    ['text that nobody counted has few values', [country], {}, ['country|', '|country', '|']],
  ])('%s', (_, filtered, counted, expected) => {
    expect(outline({ ...csv, filtered }, counted)).toEqual(expected);
  });

  it('keep the present keys, and make no more than three', () => {
    const partitionKeys = ['year', 'month', 'day'];
    expect(outline({ ...csv, partitionKeys: ['dt'], filtered: [country] })[0]).toBe('dt+country|');
    expect(outline({ ...csv, partitionKeys, filtered: [country] })).toEqual([
      'year+month+day|country',
      'year+month+day|',
    ]);
  });

  it('are not what the table is already', () => {
    expect(outline(parquet)).toEqual([]);
    expect(outline({ ...parquet, codec: 'gzip' })).toEqual([]);
    expect(outline({ ...parquet, codec: 'snappy' })).toEqual(['|']);
    expect(outline({ ...parquet, filtered: [seenAt] })).toEqual(['|seen_at']);
  });
});
