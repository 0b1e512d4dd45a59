import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advise } from '../../estimator/advise/advise.js';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { priceFor } from '../../estimator/pricing/price-for.js';

/** `FUZZ_RUNS=5000 npx vitest run tests/fuzz/advice` looks further. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 100);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_240_115);

const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-advice-fuzz-'));
let catalog: Catalog;
let duckdb: DuckDBConnection;

/** Sales by month from November to April; every 97th row lies in a month that is not its own, every 89th has no time. */
beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  const sold = "TIMESTAMP '2023-11-01' + INTERVAL (i * 31) MINUTE";
  await duckdb.run(`COPY (SELECT i AS id, 'c' || (i % 7) AS customer, (i * 37) % 1000 AS amount,
      CASE WHEN i % 89 = 0 THEN NULL ELSE ${sold} END AS sold, (${sold})::DATE AS day,
      strftime(CASE WHEN i % 97 = 0 THEN ${sold} + INTERVAL 40 DAY ELSE ${sold} END, '%Y') AS year,
      strftime(CASE WHEN i % 97 = 0 THEN ${sold} + INTERVAL 40 DAY ELSE ${sold} END, '%m') AS month
    FROM range(8000) r(i)) TO '${folder}/sales' (FORMAT parquet, PARTITION_BY (year, month), ROW_GROUP_SIZE 2048)`);
  await duckdb.run(`COPY (SELECT 'c' || i AS customer, i AS size, TIMESTAMP '2023-12-01' + INTERVAL (i) DAY AS sold
    FROM range(6) r(i)) TO '${folder}/customers.parquet' (FORMAT parquet)`);
  await duckdb.run(`CREATE VIEW sales AS FROM read_parquet('${folder}/sales/**/*.parquet', hive_partitioning = true,
    hive_types_autocast = false)`);
  await duckdb.run(`CREATE VIEW customers AS FROM '${folder}/customers.parquet'`);
  catalog = await loadCatalog([{ database: null, path: folder }]);
});

afterAll(() => {
  catalog.close();
  duckdb.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

const date = fc
  .integer({ min: -20, max: 200 })
  .map((days) => new Date(Date.UTC(2023, 10, 1 + days)).toISOString().slice(0, 10));

const simplePredicate = fc.oneof(
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '='), date)
    .map(([is, at]) => `x.sold ${is} TIMESTAMP '${at}'`),
  fc
    .tuple(fc.constantFrom('<', '>=', '='), date)
    .map(([is, at]) => `CAST(x.sold AS date) ${is} DATE '${at}'`),
  fc.tuple(date, date).map(([from, to]) => `x.sold BETWEEN TIMESTAMP '${from}' AND TIMESTAMP '${to}'`),
  date.map((at) => `date_trunc('month', x.sold) = TIMESTAMP '${at.slice(0, 7)}-01'`),
  fc.tuple(fc.constantFrom('<', '>=', '='), date).map(([is, at]) => `x.day ${is} DATE '${at}'`),
  fc.constantFrom(2023, 2024).map((year) => `year(x.sold) = ${year}`),
  fc.constantFrom('01', '03', '11').map((month) => `x.month <> '${month}'`),
  fc.integer({ min: 0, max: 999 }).map((amount) => `x.amount < ${amount}`),
  fc.constantFrom("x.customer = 'c3'", "x.customer IN ('c1', 'c5')", 'x.sold IS NULL', "x.year = '2024'"),
);

const predicate = fc.oneof(
  simplePredicate,
  fc.tuple(simplePredicate, simplePredicate).map((both) => both.join(' AND ')),
  fc.tuple(simplePredicate, simplePredicate).map((both) => both.join(' OR ')),
  fc.tuple(simplePredicate, simplePredicate).map(([one, other]) => `NOT (${one}) AND ${other}`),
);

/** Queries around two filters. All figures are whole numbers, so that rows can be compared. */
const forms: readonly ((one: string, other: string) => string)[] = [
  (p) => `SELECT customer, sum(amount), count(*) FROM sales x WHERE ${p} GROUP BY customer`,
  (p) => `SELECT id FROM sales AS x WHERE ${p}`,
  (p, q) =>
    `SELECT x.id, c.size FROM sales x JOIN customers c ON x.customer = c.customer WHERE ${p} AND (${q})`,
  (p, q) =>
    `SELECT x.id, c.size FROM sales x LEFT JOIN customers c ON x.customer = c.customer AND ${q} WHERE ${p}`,
  (p) => `SELECT x.id, c.size FROM customers c LEFT JOIN sales x ON x.customer = c.customer AND ${p}`,
  (p) => `SELECT x.id, c.size FROM customers c RIGHT JOIN sales x ON x.customer = c.customer WHERE ${p}`,
  (p) => `SELECT x.id, c.size FROM customers c FULL JOIN sales x ON x.customer = c.customer WHERE ${p}`,
  (p, q) =>
    `WITH x AS (SELECT * FROM sales) SELECT (SELECT count(*) FROM x WHERE ${p}), (SELECT max(id) FROM x WHERE ${q})`,
  (p, q) => `WITH w AS (SELECT * FROM sales x WHERE ${p}) SELECT count(*), max(amount) FROM w x WHERE ${q}`,
  (p) =>
    `SELECT size FROM customers c WHERE NOT EXISTS (SELECT 1 FROM sales x WHERE x.customer = c.customer AND ${p})`,
  (p, q) => `SELECT x.id FROM sales x WHERE ${p} UNION ALL SELECT x.id FROM sales x WHERE ${q}`,
  (p, q) => `SELECT x.amount FROM sales x WHERE ${p} UNION SELECT x.amount FROM sales x WHERE ${q}`,
  (p, q) => `SELECT x.amount FROM sales x WHERE ${p} EXCEPT SELECT x.amount FROM sales x WHERE ${q}`,
  (p, q) =>
    `SELECT (SELECT count(*) FROM sales x WHERE ${p}) AS a, (SELECT max(amount) FROM sales x WHERE ${q})`,
  (p, q) =>
    `SELECT * FROM (SELECT x.*, row_number() OVER (PARTITION BY sold, day, customer ORDER BY id) AS n FROM sales x WHERE ${q}) x WHERE n = 1 AND (${p})`,
];

async function rowsOf(sql: string): Promise<readonly string[]> {
  const reader = await duckdb.runAndReadAll(sql);
  return reader
    .getRowsJson()
    .map((row) => JSON.stringify(row))
    .sort();
}

test(
  'advice that claims the same rows gives them, whatever is filtered',
  async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), predicate, predicate, async (form, one, other) => {
        const text = form(one, other);
        const { statements } = await advise([{ file: null, text }], {
          catalog,
          database: 'default',
          price: priceFor('us-east-1'),
          engine: 'athena',
          at: new Date('2024-05-01T00:00:00Z'),
          runsPerMonth: null,
          parameters: {},
        });
        for (const { advice } of statements) {
          for (const { sql } of advice) {
            if (sql === null) continue;
            applied += 1;
            expect([sql, await rowsOf(sql)]).toEqual([sql, await rowsOf(text)]);
          }
        }
      }),
      { numRuns, seed },
    );
    expect(applied).toBeGreaterThan(numRuns / 10);
  },
  60_000 + numRuns * 400,
);
