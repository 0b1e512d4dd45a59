import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bill } from '../../estimator/pricing/bill.js';
import { billingRules } from '../../estimator/pricing/billing-rules.js';
import { exactly } from '../../estimator/pricing/interval.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { Interval, StatementKind } from '../../estimator/report.js';

const price = priceFor('us-east-1');
const kinds = Object.keys(billingRules) as StatementKind[];

describe('a scan', () => {
  test.each([
    [46_647_759, 47_000_000, 0.000213731],
    [1, 10_000_000, 0.000045475],
    [10_000_000, 10_000_000, 0.000045475],
    [10_000_001, 11_000_000, 0.000050022],
    [2 ** 40, 1_099_512_000_000, 5.000001693],
    [3 * 2 ** 40, 3_298_535_000_000, 15.000000531],
  ])('of %d bytes is billed as %d, %d USD', (scanned, billed, usd) => {
    expect(bill(exactly(scanned), 'select', price)).toEqual({
      bytesBilled: exactly(billed),
      usd: exactly(usd),
      notes: [],
    });
  });

  test('of nothing may be free and may pay the minimum', () => {
    expect(bill(exactly(0), 'select', price)).toMatchObject({
      bytesBilled: { low: 0, likely: 10_000_000, high: 10_000_000 },
      usd: { low: 0, likely: 0.000045475, high: 0.000045475 },
      notes: [{ code: 'minimum_on_nothing' }],
    });
  });

  test('keeps what is not known unknown', () => {
    const { bytesBilled, usd } = bill({ low: null, likely: null, high: 5 }, 'insert', price);
    expect(bytesBilled).toEqual({ low: null, likely: null, high: 10_000_000 });
    expect(usd).toEqual({ low: null, likely: null, high: 0.000045475 });
  });

  test('priced with 10^12 bytes costs 9.95 % more', () => {
    const decimal = priceFor('us-east-1', { terabyte: 'decimal' });
    expect(bill(exactly(1_000_000_000_000), 'select', decimal).usd).toEqual(exactly(5));
  });
});

test.each(['ddl', 'utility', 'explain', 'create_view'] as const)('%s is free', (kind) => {
  expect(bill(exactly(0), kind, price)).toEqual({ bytesBilled: exactly(0), usd: exactly(0), notes: [] });
});

test.each(['prepare', 'deallocate'] as const)('%s has no known minimum', (kind) => {
  expect(bill(exactly(0), kind, price).bytesBilled).toEqual({ low: 0, likely: 0, high: 10_000_000 });
});

describe('laws', () => {
  const bytes = fc.nat({ max: 2 ** 50 });
  const interval = fc
    .tuple(bytes, bytes, bytes)
    .map((figures) => figures.sort((left, right) => left - right))
    .map(([low = 0, likely = 0, high = 0]): Interval => ({ low, likely, high }));

  test('low <= likely <= high, whatever the kind', () => {
    fc.assert(
      fc.property(interval, fc.constantFrom(...kinds), (scanned, kind) => {
        const { bytesBilled, usd } = bill(scanned, kind, price);
        for (const { low, likely, high } of [bytesBilled, usd]) {
          expect(low).toBeLessThanOrEqual(likely ?? Number.NaN);
          expect(likely).toBeLessThanOrEqual(high ?? Number.NaN);
        }
      }),
    );
  });

  test('the bill is never less than the scan, never a megabyte more beyond the minimum, never 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (scanned) => {
        const { bytesBilled, usd } = bill(exactly(scanned), 'select', price);
        const billed = bytesBilled.high ?? Number.NaN;
        expect(billed).toBeGreaterThanOrEqual(scanned);
        expect(billed).toBeLessThan(Math.max(scanned, 9_000_001) + 1_000_000);
        expect(usd.low).toBeGreaterThan(0);
      }),
    );
  });

  test('more bytes never cost less', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const usdOf = (scanned: number) => bill(exactly(scanned), 'select', price).usd.likely ?? Number.NaN;
        expect(usdOf(less)).toBeLessThanOrEqual(usdOf(more));
      }),
    );
  });
});
