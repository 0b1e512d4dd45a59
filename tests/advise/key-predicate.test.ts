import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPredicate } from '../../estimator/advise/key-predicate.js';
import type { Partition } from '../../estimator/catalog/inventory.js';
import { parseType } from '../../estimator/sql/type.js';
import { evaluateSql } from '../evaluate/sql-expression.js';

const text = parseType('string');
const year = { name: 'year', type: text };
const month = { name: 'month', type: text };
const months = monthsOf(['2023', '2024']);

function monthsOf(years: readonly string[]): readonly Partition[] {
  return years
    .flatMap((of) => Array.from({ length: 12 }, (_, index) => [of, String(index + 1).padStart(2, '0')]))
    .map((values, id) => ({ id, values }));
}

function predicate(needed: readonly number[], open: 'above' | 'below' | 'closed' = 'closed'): string | null {
  return keyPredicate([year, month], {
    partitions: months,
    needed: new Set(needed),
    isOpenAbove: open === 'above',
    isOpenBelow: open === 'below',
  });
}

describe('keyPredicate', () => {
  it.each<[string, readonly number[], 'above' | 'below' | 'closed', string | null]>([
    ['one partition', [14], 'closed', "year = '2024' AND month = '03'"],
    ['a range of one year', [14, 15, 16], 'closed', "year = '2024' AND month BETWEEN '03' AND '05'"],
    ['a year', Array.from({ length: 12 }, (_, index) => 12 + index), 'closed', "year = '2024'"],
    [
      'a range over the turn of the year',
      [10, 11, 12],
      'closed',
      "(year > '2023' OR (year = '2023' AND month >= '11')) AND (year < '2024' OR (year = '2024' AND month <= '01'))",
    ],
    [
      'open above: partitions to come are kept',
      [22, 23],
      'above',
      "(year > '2024' OR (year = '2024' AND month >= '11'))",
    ],
    ['open below', [0, 1], 'below', "(year < '2023' OR (year = '2023' AND month <= '02'))"],
    [
      'open above, but not up to the last',
      [20, 21],
      'above',
      "year = '2024' AND month BETWEEN '09' AND '10'",
    ],
    ['the same month of both years', [2, 14], 'closed', "month = '03'"],
    ['no partition', [], 'closed', null],
    ['every partition', months.map(({ id }) => id), 'closed', null],
  ])('%s', (_, needed, open, expected) => {
    expect(predicate(needed, open)).toBe(expected);
  });

  it('leaves out nothing that a NULL partition may hold', () => {
    const partitions = [...months, { id: 99, values: [null, null] }];
    const range = { partitions, needed: new Set([1, 99]), isOpenAbove: false, isOpenBelow: false };
    expect(keyPredicate([year, month], range)).toBeNull();
  });

  it('orders whole numbers as numbers, and quotes texts', () => {
    const partitions = ['2', '10', '9'].map((value, id) => ({ id, values: [value] }));
    const range = { partitions, needed: new Set([1, 2]), isOpenAbove: false, isOpenBelow: false };
    expect(keyPredicate([{ name: 'hour', type: parseType('int') }], range)).toBe('hour BETWEEN 9 AND 10');
    const odd = [{ id: 0, values: ["it's"] }, ...partitions.slice(1)];
    expect(
      keyPredicate([{ name: 'k', type: text }], { ...range, partitions: odd, needed: new Set([0]) }),
    ).toBe("k = 'it''s'");
  });

  it('is true of every needed partition, whatever the partitions are', () => {
    const value = fc.constantFrom('1', '2', '3', '10', '11');
    const types = fc.constantFrom('varchar', 'integer');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(value, value, value), { minLength: 2, maxLength: 20, selector: String }),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.tuple(types, types, types),
        fc.boolean(),
        fc.boolean(),
        (values, chosen, [a, b, c], isOpenAbove, isOpenBelow) => {
          const partitions = values.map((each, id) => ({ id, values: each }));
          const needed = new Set(partitions.map(({ id }) => id).filter((id) => chosen[id]));
          const columns = { a, b, c };
          const keys = Object.entries(columns).map(([name, type]) => ({ name, type: parseType(type) }));
          const sql = keyPredicate(keys, { partitions, needed, isOpenAbove, isOpenBelow });
          if (sql === null) return;
          const passing = partitions.filter((each) => passes(sql, columns, each)).map(({ id }) => id);
          expect(passing).toEqual(expect.arrayContaining([...needed]));
          expect(passing.length).toBeLessThan(partitions.length);
        },
      ),
    );
  });
});

function passes(sql: string, types: Readonly<Record<string, string>>, { values }: Partition): boolean {
  const row = Object.entries(types).map(([name, type], index) => {
    const value = values[index] ?? null;
    return [name, type === 'integer' && value !== null ? BigInt(value) : value] as const;
  });
  return evaluateSql(sql, types, Object.fromEntries(row)) === true;
}
