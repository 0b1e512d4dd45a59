import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import type { Inventory } from '../../estimator/catalog/inventory.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import type { Domain, DomainValue } from '../../estimator/scan/domain.js';
import { openDuckdb, putParquet, reading, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
let duckdb: DuckDBConnection;
let catalog: Catalog;
let inventory: Inventory;

/** Values of few kinds close together, out of order, with NULLs: bounds of row groups overlap. */
const rows = `SELECT nullif((hash(i) % 50)::INTEGER - 25, 3) AS n, (hash(i + 1) % 9)::DOUBLE / 3 AS f,
  chr((97 + i // 300)::INTEGER) || (hash(i) % 5) AS t, ((hash(i) % 999)::INTEGER - 500)::DECIMAL(9, 2) / 4 AS d,
  DATE '2024-01-01' + (i // 700)::INTEGER AS day FROM range(6000) r(i)`;

beforeAll(async () => {
  duckdb = await openDuckdb();
  const file = await putParquet(duckdb, join(root, 't/a.parquet'), rows, ', ROW_GROUP_SIZE 2048');
  await duckdb.run(
    `CREATE TABLE data AS SELECT *, file_row_number // 2048 AS g FROM read_parquet('${file}', file_row_number = true)`,
  );
  catalog = await loadCatalog([{ database: null, path: root }]);
  inventory = tableOf(catalog, 'default', 't').inventory;
});

afterAll(() => {
  catalog.close();
  duckdb.closeSync();
});

interface Filter {
  readonly column: string;
  readonly domain: Domain;
  readonly sql: string;
}

const values: readonly (readonly [string, fc.Arbitrary<readonly [DomainValue, string]>])[] = [
  ['n', fc.integer({ min: -30, max: 30 }).map((n) => [{ kind: 'integer', value: BigInt(n) }, String(n)])],
  [
    'f',
    fc.double({ min: -1, max: 4, noNaN: true }).map((f) => [{ kind: 'double', value: f }, `'${f}'::DOUBLE`]),
  ],
  [
    't',
    fc
      .string({ unit: fc.constantFrom('a', 'g', 'm', '3', 'z'), maxLength: 2 })
      .map((t) => [{ kind: 'varchar', value: t }, `'${t}'`]),
  ],
  [
    'd',
    fc
      .integer({ min: -99999, max: 99999 })
      .map((d) => [{ kind: 'decimal', unscaled: BigInt(d), scale: 3 }, `(${d} / 1000)::DECIMAL(9, 3)`]),
  ],
  [
    'day',
    fc
      .integer({ min: 19720, max: 19740 })
      .map((days) => [{ kind: 'date', days }, `(DATE '1970-01-01' + ${days})`]),
  ],
];

const filters: fc.Arbitrary<Filter> = fc
  .constantFrom(...values)
  .chain(([column, value]) =>
    fc.tuple(
      fc.constant(column),
      fc.option(value),
      fc.option(value),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
    ),
  )
  .map(([column, low, high, lowInclusive, highInclusive, nullAllowed]) => {
    const range = {
      low: low === null ? null : { value: low[0], inclusive: lowInclusive },
      high: high === null ? null : { value: high[0], inclusive: highInclusive },
    };
    const tests = [
      `${column} IS NOT NULL`,
      ...(low === null ? [] : [`${column} >${lowInclusive ? '=' : ''} ${low[1]}`]),
      ...(high === null ? [] : [`${column} <${highInclusive ? '=' : ''} ${high[1]}`]),
    ];
    const sql = `(${tests.join(' AND ')})${nullAllowed ? ` OR ${column} IS NULL` : ''}`;
    return { column, domain: { ranges: [range], nullAllowed }, sql };
  });

test('no row group with a row that passes is skipped; without any filter none is', async () => {
  await fc.assert(
    fc.asyncProperty(filters, async ({ column, domain, sql }) => {
      const reader = await duckdb.runAndReadAll(`SELECT count(DISTINCT g) FROM data WHERE ${sql}`);
      const needed = Number(reader.getRows()[0]?.[0]);
      const request = reading([column], { domains: new Map([[column, domain]]) });
      const { rowGroups } = await inventory.measure(request);
      expect(rowGroups?.kept).toBeGreaterThanOrEqual(needed);
      expect(rowGroups?.total).toBe(3);
    }),
    { numRuns: 150, seed: 20251121 },
  );
});
