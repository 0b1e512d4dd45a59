import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BoundWriter,
  containmentConditions,
  overlapConditions,
} from '../../estimator/catalog/interval-sql.js';
import type { Bound, ValueRange } from '../../estimator/scan/domain.js';
import { complementDomain, containsValue, domainOf, overlaps } from '../../estimator/scan/domain-algebra.js';

const numbers = [-2, -1, 0, 1, 2, 3];
const pairs = numbers.flatMap((low) =>
  numbers.filter((high) => high >= low).map((high) => [low, high] as const),
);

const bound = fc
  .record({ value: fc.constantFrom(...numbers), inclusive: fc.boolean() })
  .map(({ value, inclusive }): Bound => ({ value: { kind: 'double', value }, inclusive }));
const range = fc.record({ low: fc.option(bound), high: fc.option(bound) });
const domain = fc
  .record({ ranges: fc.array(range, { maxLength: 3 }), isComplement: fc.boolean() })
  .map(({ ranges, isComplement }) => {
    const plain = domainOf(ranges.filter(isRange), false);
    return isComplement ? { ...complementDomain(plain), nullAllowed: false } : plain;
  });

function isRange({ low, high }: ValueRange): boolean {
  if (low?.value.kind !== 'double' || high?.value.kind !== 'double') return true;
  return (
    low.value.value < high.value.value ||
    (low.value.value === high.value.value && low.inclusive && high.inclusive)
  );
}

const points = fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 1 }).map((values) =>
  complementDomain(
    domainOf(
      values.map((value) => {
        const at: Bound = { value: { kind: 'double', value }, inclusive: true };
        return { low: at, high: at };
      }),
      true,
    ),
  ),
);

const one: BoundWriter['one'] = ({ value }) => ('value' in value ? `${value.value}::DOUBLE` : 'NULL');
const write: BoundWriter = { one, list: (bounds) => `[${bounds.map(one).join(', ')}]` };
const interval = { minimum: 'low', maximum: 'high' };

let database: DuckDBInstance;
beforeAll(async () => {
  database = await DuckDBInstance.create(':memory:');
});
afterAll(() => database.closeSync());

async function evaluate(conditions: readonly string[]): Promise<readonly unknown[]> {
  const connection = await database.connect();
  const rows = pairs.map(([low, high]) => `(${low}::DOUBLE, ${high}::DOUBLE)`).join(', ');
  const sql = `SELECT ${conditions.join(' OR ') || 'false'} AS holds FROM (VALUES ${rows}) AS t(low, high)`;
  const reader = await connection.runAndReadAll(sql);
  connection.closeSync();
  return reader.getRowObjects().map(({ holds }) => holds);
}

test('conditions on minimum and maximum say what the domain says', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(domain, points), async ({ ranges }) => {
      const own = { ranges, nullAllowed: false };
      const at = (value: number) => ({ kind: 'double', value }) as const;
      expect(await evaluate(overlapConditions(ranges, interval, write))).toEqual(
        pairs.map(([low, high]) => overlaps(own, at(low), at(high))),
      );
      expect(await evaluate(containmentConditions(ranges, interval, write))).toEqual(
        pairs.map(([low, high]) =>
          ranges.some((one) =>
            [low, high].every((value) => containsValue({ ranges: [one], nullAllowed: false }, at(value))),
          ),
        ),
      );
    }),
    { numRuns: 150 },
  );
});

test('without statistics nothing is known to be inside', async () => {
  const connection = await database.connect();
  const conditions = containmentConditions(
    complementDomain(domainOf([{ low: oneAt(1), high: oneAt(1) }], true)).ranges,
    interval,
    write,
  );
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(${conditions.join(' OR ')}, false) AS holds FROM (SELECT NULL::DOUBLE AS low, NULL::DOUBLE AS high)`,
  );
  expect(reader.getRowObjects()).toEqual([{ holds: false }]);
  connection.closeSync();
});

function oneAt(value: number): Bound {
  return { value: { kind: 'double', value }, inclusive: true };
}
