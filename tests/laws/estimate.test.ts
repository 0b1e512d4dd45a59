import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { Interval, Report } from '../../estimator/report.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';

let data: CaseData;
let catalog: Catalog;

beforeAll(async () => {
  data = await writeCaseData();
  catalog = await loadCatalog([{ database: null, path: data.folder }]);
});

afterAll(() => {
  catalog.close();
  data.remove();
});

function report(sql: string): Promise<Report> {
  return estimate(sql, {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: new Date('2024-02-10T12:00:00Z'),
    runsPerMonth: null,
    parameters: {},
  });
}

async function scanned(
  sql: string,
): Promise<{ readonly low: number; readonly likely: number; readonly high: number }> {
  const { statements } = await report(sql);
  expect(statements.flatMap(({ errors }) => errors)).toEqual([]);
  return known(statements[0]?.bytesScanned);
}

function known(interval: Interval | undefined): { low: number; likely: number; high: number } {
  if (interval?.low == null || interval.likely === null || interval.high === null)
    throw new Error('not known');
  return { low: interval.low, likely: interval.likely, high: interval.high };
}

const columns = [
  'transaction_id',
  'user_id',
  'amount',
  'category',
  'is_fraud',
  'event_time',
  'details.b.c',
  'month',
];
const predicates = [
  "month = '01'",
  "month IN ('01', '02')",
  "concat(year, month) > '202401'",
  'amount > 500',
  'amount BETWEEN 10 AND 11',
  "category = 'food'",
  "category LIKE 'f%'",
  "user_id = 'USER7' OR is_fraud",
  "event_time < TIMESTAMP '2024-01-05 00:00:00'",
  'details.a < 100',
  "month = '01' OR amount > 100",
  'user_id IS NULL',
];

const someColumns = fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1, maxLength: 4 });
const somePredicates = fc.uniqueArray(fc.constantFrom(...predicates), { maxLength: 3 });

function select(chosen: readonly string[], filters: readonly string[], from = 'transactions'): string {
  const where = filters.length === 0 ? '' : ` WHERE ${filters.map((filter) => `(${filter})`).join(' AND ')}`;
  return `SELECT ${chosen.join(', ')} FROM ${from}${where}`;
}

const runs = { numRuns: 40 };

describe('laws of an estimate', () => {
  test('low <= likely <= high, in bytes scanned, billed and dollars', async () => {
    await fc.assert(
      fc.asyncProperty(someColumns, somePredicates, async (chosen, filters) => {
        const { statements, total } = await report(select(chosen, filters));
        for (const figure of [...statements, total]) {
          for (const interval of [figure.bytesScanned, figure.bytesBilled, figure.usd]) {
            const { low, likely, high } = known(interval);
            expect(low <= likely && likely <= high).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  test('one more predicate never raises high by more than the columns it reads', async () => {
    await fc.assert(
      fc.asyncProperty(somePredicates, fc.constantFrom(...predicates), async (filters, more) => {
        // Every column is selected, so that a filter cannot add one.
        const all = ['transaction_id', 'user_id', 'amount', 'category', 'is_fraud', 'event_time', 'details'];
        const before = await scanned(select(all, filters));
        const after = await scanned(select(all, [...filters, more]));
        expect(after.high).toBeLessThanOrEqual(before.high);
      }),
      runs,
    );
  });

  test('one more column never lowers low or high', async () => {
    await fc.assert(
      fc.asyncProperty(
        someColumns,
        somePredicates,
        fc.constantFrom(...columns),
        async (chosen, filters, more) => {
          const before = await scanned(select(chosen, filters));
          const after = await scanned(select([...new Set([...chosen, more])], filters));
          expect(after.high).toBeGreaterThanOrEqual(before.high);
          expect(after.low).toBeGreaterThanOrEqual(before.low);
        },
      ),
      runs,
    );
  });

  test('alias, CTE, derived table, column order and formatting change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(someColumns, somePredicates, async (chosen, filters) => {
        const plain = select(chosen, filters);
        const expected = await scanned(plain);
        const variants = [
          select(chosen, filters, 'transactions AS t'),
          select([...chosen].reverse(), [...filters].reverse()),
          `WITH c AS (SELECT * FROM transactions) ${select(chosen, filters, 'c')}`,
          `SELECT * FROM (${plain}) AS d`,
          plain.replaceAll(' ', '\n  ').replaceAll('SELECT', 'select -- a comment, not SQL\n'),
        ];
        // Blanks inside strings are not formatting.
        const usable = plain.includes("' ") || /'\S* \S*'/.test(plain) ? variants.slice(0, 4) : variants;
        for (const variant of usable) expect(await scanned(variant)).toEqual(expected);
      }),
      runs,
    );
  });

  test('a union is the sum of its branches', async () => {
    await fc.assert(
      fc.asyncProperty(someColumns, somePredicates, somePredicates, async (chosen, first, second) => {
        const left = await scanned(select(chosen, first));
        const right = await scanned(select(chosen, second));
        const both = await scanned(`${select(chosen, first)} UNION ALL ${select(chosen, second)}`);
        expect(both).toEqual({
          low: left.low + right.low,
          likely: left.likely + right.likely,
          high: left.high + right.high,
        });
      }),
      runs,
    );
  });

  test('the total is the sum of the statements', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(someColumns, somePredicates), { minLength: 1, maxLength: 4 }),
        async (parts) => {
          const { statements, total } = await report(
            parts.map(([chosen, filters]) => select(chosen, filters)).join(';\n'),
          );
          const sum = statements.reduce((bytes, { bytesScanned }) => bytes + known(bytesScanned).high, 0);
          expect(known(total.bytesScanned).high).toBe(sum);
          expect(total.statements).toBe(parts.length);
        },
      ),
      runs,
    );
  });
});
