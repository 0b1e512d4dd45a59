import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPage } from './run-page.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits: { runsPerMinute: 1_000 } });
});

afterAll(() => served.close());

async function run(sql: string, database = 'parquet_zstd') {
  const { result, error } = await (await served.post('/run.json', { sql, database })).json();
  expect(error).toBeUndefined();
  const { low, high } = result.expectedBytes;
  return {
    read: result.bytesRead,
    isInside: low <= result.bytesRead && result.bytesRead <= high,
    isExact: low === high,
    notes: result.notes.map(({ code }: { code: string }) => code),
  };
}

describe('a table that is read more than once is read as often as estimated', () => {
  test.each([
    [
      'a common table in two subqueries',
      'WITH a AS (SELECT amount FROM transactions) SELECT (SELECT max(amount) FROM a), (SELECT min(amount) FROM a)',
    ],
    [
      'a common table below another',
      `WITH a AS (SELECT amount FROM transactions), b AS (SELECT amount FROM a)
       SELECT (SELECT max(amount) FROM b), (SELECT min(amount) FROM a), (SELECT avg(amount) FROM b)`,
    ],
    [
      'a common table in a union of itself',
      'WITH a AS (SELECT amount FROM transactions) SELECT sum(amount) FROM (SELECT * FROM a UNION ALL SELECT * FROM a)',
    ],
    [
      'a common table inside a subquery',
      `SELECT (SELECT sum(x) FROM (WITH a AS (SELECT amount AS x FROM transactions)
         SELECT x FROM a UNION ALL SELECT x FROM a)), 1`,
    ],
    [
      'the same subquery twice',
      'SELECT (SELECT max(amount) FROM transactions), (SELECT max(amount) FROM transactions)',
    ],
  ])('%s', async (_, sql) => {
    expect(await run(sql)).toMatchObject({ isInside: true, isExact: true, notes: [] });
  });

  test.each(['parquet_zstd', 'parquet_by_category', 'parquet_sorted_by_time', 'parquet_snappy'])(
    'a scan’s second look at a column is not counted: %s',
    async (database) => {
      const sql = 'SELECT * FROM transactions WHERE month = (SELECT max(month) FROM transactions)';
      expect(await run(sql, database)).toMatchObject({ isInside: true });
    },
  );
});

describe('where DuckDB reads otherwise than Athena, a note says so', () => {
  test.each([
    ['amount IS NULL', 'duckdb_reads_more'],
    ['amount > 5000 OR amount IS NULL', 'duckdb_reads_more'],
    ['NOT (amount IS NOT NULL)', 'duckdb_reads_more'],
    ['NOT (amount >= -1)', 'duckdb_reads_less'],
  ])('%s: %s', async (condition, code) => {
    const sql = `SELECT count(*) FROM transactions WHERE ${condition}`;
    expect(await run(sql)).toMatchObject({ isInside: false, notes: [code] });
    const page = plainText(await runPage(served, { sql, database: 'parquet_zstd' }));
    expect(page).toContain('the engine here reads otherwise than Athena');
    expect(page).toMatch(/The engine here (reads row groups without NULLs|takes NOT)/);
  });

  test('of the columns below a UNION', async () => {
    const sql =
      'SELECT count(*) FROM (SELECT amount FROM transactions UNION ALL SELECT amount FROM transactions)';
    expect(await run(sql)).toMatchObject({ isInside: false, notes: ['duckdb_reads_more'] });
  });

  test.each(["NOT (transaction_id >= 'A')", 'amount IS NOT NULL', 'amount + 1 < 0', 'NOT (amount = 5)'])(
    'and nothing where it does not: %s',
    async (condition) => {
      expect(await run(`SELECT count(*) FROM transactions WHERE ${condition}`)).toMatchObject({
        isInside: true,
        notes: [],
      });
    },
  );
});
