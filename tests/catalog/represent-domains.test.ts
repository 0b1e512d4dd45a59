import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import { createSession, type Row } from '../../estimator/catalog/duckdb-session.js';
import { measureQuery } from '../../estimator/catalog/measure-sql.js';
import { readCatalogFolder } from '../../estimator/catalog/read-catalog-folder.js';
import type { Relations } from '../../estimator/catalog/relations.js';
import { representDomains } from '../../estimator/catalog/represent-domains.js';
import type { Domain, DomainValue, ValueRange } from '../../estimator/scan/domain.js';
import { compareDomainValues } from '../../estimator/scan/domain-value.js';
import { above, equalTo, openDuckdb, putParquet, reading, scratchFolder } from './scratch.js';

const root = scratchFolder();
let duckdb: DuckDBConnection;
let relations: Relations;
const session = createSession();

/** Row groups of 2048 rows with bounds that lie apart, touch and overlap, some without values. */
const rows = `SELECT (i // 2048 * 10 + hash(i) % 12)::BIGINT AS n, (i // 4096)::DOUBLE + 0.5 AS f,
  chr((97 + i // 2048)::INTEGER) || 'é😀' AS t, ((i // 2048) * 5)::DECIMAL(9, 2) / 2 AS d, i < 5000 AS b,
  DATE '2024-01-01' + (i // 3000)::INTEGER AS day, TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS at,
  CASE WHEN i = 7000 THEN 'nan'::DOUBLE ELSE i END AS broken, CASE WHEN i > 4096 THEN i END AS late
  FROM range(10240) r(i)`;

beforeAll(async () => {
  duckdb = await openDuckdb();
  await putParquet(duckdb, join(root, 'data/t/a.parquet'), rows, ', ROW_GROUP_SIZE 2048');
  const taken = join(root, 'taken');
  await catalogFromFolders([{ database: 'default', folder: join(root, 'data') }], taken);
  const found = readCatalogFolder(taken)[0]?.tables[0]?.relations;
  if (found === undefined) throw new Error('no table');
  relations = found;
});

afterAll(() => {
  session.close();
  duckdb.closeSync();
});

/** Has met the column before, so that it knows its bounds. */
async function knowing(
  column: string,
  domain: Domain,
): Promise<(domain: Domain) => Promise<Domain | undefined>> {
  const represent = representDomains(relations, (sql) => session.rows(sql));
  await represent(new Map([[column, domain]]));
  return async (domain) => (await represent(new Map([[column, domain]]))).get(column);
}

function measured(column: string, domain: Domain): Promise<readonly Row[]> {
  const request = reading(['n', 'f', 't'], {
    domains: new Map([[column, domain]]),
    conjunctColumns: [[column]],
  });
  return session.rows(measureQuery(relations, request).sql);
}

const values: Readonly<Record<string, fc.Arbitrary<DomainValue>>> = {
  n: fc.integer({ min: -2, max: 60 }).map((n) => ({ kind: 'integer', value: BigInt(n) })),
  f: fc.integer({ min: -1, max: 12 }).map((n) => ({ kind: 'double', value: n / 4 })),
  t: fc
    .tuple(fc.constantFrom('', 'a', 'b', 'c', 'e', 'z'), fc.constantFrom('', 'é😀', 'é\uffff', 'é😀!', '\0'))
    .map((parts) => ({ kind: 'varchar', value: parts.join('') })),
  d: fc.integer({ min: -50, max: 1500 }).map((n) => ({ kind: 'decimal', unscaled: BigInt(n), scale: 2 })),
  b: fc.boolean().map((value) => ({ kind: 'boolean', value })),
  day: fc.integer({ min: 19720, max: 19730 }).map((days) => ({ kind: 'date', days })),
  at: fc
    .integer({ min: -100, max: 10400 })
    .map((minutes) => ({ kind: 'timestamp', micros: 1704067200000000n + BigInt(minutes) * 60_000_000n })),
  broken: fc.integer({ min: -1, max: 10300 }).map((value) => ({ kind: 'double', value })),
  late: fc.integer({ min: 4000, max: 10300 }).map((n) => ({ kind: 'integer', value: BigInt(n) })),
};

/** Ascending ranges between some of the values, open or closed on each side. */
function domains(value: fc.Arbitrary<DomainValue>): fc.Arbitrary<Domain> {
  const edge = fc.record({ value, inclusive: fc.boolean() });
  return fc
    .tuple(fc.array(edge, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean(), fc.boolean())
    .map(([edges, fromBelow, toAbove, nullAllowed]) => {
      const sorted = edges.toSorted((one, other) => compareDomainValues(one.value, other.value));
      const sides = [...(fromBelow ? [null] : []), ...sorted, ...(toAbove ? [null] : [])];
      const ranges: ValueRange[] = [];
      for (let index = 0; index + 1 < sides.length; index += 2) {
        ranges.push({ low: sides[index] ?? null, high: sides[index + 1] ?? null });
      }
      return { ranges, nullAllowed };
    });
}

describe.each(Object.entries(values))('of %s', (column, value) => {
  test('a domain measures what the one that stands for it does', { timeout: 60_000 }, async () => {
    const represent = await knowing(column, equalTo({ kind: 'boolean', value: true }));
    const [first] = fc.sample(value, 1);
    if (first !== undefined) await represent(equalTo(first));
    await fc.assert(
      fc.asyncProperty(domains(value), async (domain) => {
        const standing = await represent(domain);
        if (standing === undefined) throw new Error('no domain');
        expect(await measured(column, standing)).toEqual(await measured(column, domain));
      }),
      { numRuns: 60 },
    );
  });
});

const text = (value: string): DomainValue => ({ kind: 'varchar', value });

test('constants that no bound lies between are one, others are not', async () => {
  const represent = await knowing('t', equalTo(text('zz1')));
  const first = await represent(equalTo(text('zz1')));
  expect(await represent(equalTo(text('zz2')))).toEqual(first);
  expect(await represent(equalTo(text('Z')))).toEqual(equalTo(text('Z')));
  expect(await represent(equalTo(text('aé😀')))).toEqual(equalTo(text('aé😀')));
  expect(await represent(above(text('zz3')))).toEqual(above(text('zz1')));
});

test('two constants of one gap stay apart', async () => {
  const represent = await knowing('t', equalTo(text('zz1')));
  await represent(equalTo(text('zz1')));
  const neither: Domain = {
    ranges: [
      { low: null, high: { value: text('zz2'), inclusive: false } },
      { low: { value: text('zz3'), inclusive: false }, high: null },
    ],
    nullAllowed: false,
  };
  expect(await represent(neither)).toEqual(neither);
});

test('a column that is filtered once is not looked at', async () => {
  const asked: string[] = [];
  const represent = representDomains(relations, async (sql) => {
    asked.push(sql);
    return session.rows(sql);
  });
  const domain = new Map([['n', equalTo({ kind: 'integer', value: 3n })]]);
  expect(await represent(domain)).toEqual(domain);
  expect(asked).toEqual([]);
  await represent(domain);
  await represent(domain);
  expect(asked).toHaveLength(1);
});
