import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bill } from '../../estimator/pricing/bill.js';
import { exactly, unknownInterval } from '../../estimator/pricing/interval.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { totalOf } from '../../estimator/pricing/total.js';
import type { Interval } from '../../estimator/report.js';

function statement(bytesScanned: Interval) {
  const { bytesBilled, usd } = bill(bytesScanned, 'select', priceFor('us-east-1'));
  return { bytesScanned, bytesBilled, usd };
}

test('sums without the drift of binary fractions', () => {
  const statements = Array.from({ length: 10 }, () => statement(exactly(1)));
  expect(totalOf(statements)).toEqual({
    bytesScanned: exactly(10),
    bytesBilled: exactly(100_000_000),
    usd: exactly(0.00045475),
    statements: 10,
    notEstimated: 0,
  });
});

test('a statement without upper bound is counted, not added', () => {
  const total = totalOf([statement(exactly(20_000_000)), statement(unknownInterval)]);
  expect(total).toMatchObject({ bytesScanned: exactly(20_000_000), statements: 2, notEstimated: 1 });
});

test('nothing estimated is not 0', () => {
  expect(totalOf([statement(unknownInterval)])).toMatchObject({ usd: unknownInterval, notEstimated: 1 });
});

test('an unknown lower bound makes that of the sum unknown', () => {
  const total = totalOf([statement(exactly(20_000_000)), statement({ low: null, likely: 1, high: 2 })]);
  expect(total.bytesScanned).toEqual({ low: null, likely: 20_000_001, high: 20_000_002 });
});

test('the whole is the sum of its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 44 }), { minLength: 2 }), (scans) => {
      const statements = scans.map((bytes) => statement(exactly(bytes)));
      const halves = [statements.slice(0, 1), statements.slice(1)].map(totalOf);
      const whole = totalOf(statements);
      expect(totalOf(halves)).toMatchObject({ ...whole, statements: 2 });
    }),
  );
});
