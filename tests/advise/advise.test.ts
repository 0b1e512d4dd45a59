import { describe, expect, it } from 'vitest';
import type { Advice, AdvisedStatement } from '../../estimator/advice-report.js';
import { adviseDatasets } from './advised-datasets.js';

const datasets = adviseDatasets();

async function adviseOne(sql: string, database: string): Promise<AdvisedStatement> {
  const [statement, ...others] = await datasets.advise(sql, database);
  if (statement === undefined || others.length > 0) throw new Error('one statement was expected');
  return statement;
}

function sqlOf(advice: readonly Advice[], code: Advice['code']): string | null | undefined {
  return advice.find((one) => one.code === code)?.sql;
}

describe('partition keys', () => {
  it('are filtered on where statistics prove which partitions a function leaves', async () => {
    const { advice, candidates } = await adviseOne(
      "SELECT sum(amount) FROM transactions WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01'",
      'parquet_snappy_by_month',
    );
    expect(sqlOf(advice, 'filter-partition-key')).toBe(
      "SELECT sum(amount) FROM transactions WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01' AND year = '2024' AND month = '03'",
    );
    expect(advice.find(({ code }) => code === 'filter-partition-key')).toMatchObject({
      rows: 'same',
      gain: 'worst_case',
      report: { scans: [{ partitions: { kept: 1, total: 12 } }] },
    });
    expect(candidates).toEqual([]);
  });

  it('are no advice where row groups are skipped anyway', async () => {
    const { advice } = await adviseOne(
      "SELECT sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-03-01 00:00:00' AND event_time < TIMESTAMP '2024-04-01 00:00:00'",
      'parquet_snappy_by_month',
    );
    expect(sqlOf(advice, 'filter-partition-key')).toBeUndefined();
  });

  it('are a candidate where only their names say it, open where the filter is', async () => {
    const { advice, candidates } = await adviseOne(
      "SELECT sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-11-05 00:00:00'",
      'csv_by_day',
    );
    expect(sqlOf(advice, 'filter-partition-key')).toBeUndefined();
    expect(candidates).toMatchObject([
      {
        code: 'filter-partition-key',
        rows: 'unknown',
        gain: 'certain',
        sql: "SELECT sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-11-05 00:00:00' AND (year > '2024' OR (year = '2024' AND (month > '11' OR (month = '11' AND day >= '05'))))",
      },
    ]);
  });

  it('of a CTE that is used twice hold for both uses', async () => {
    const { advice } = await adviseOne(
      `WITH spent AS (SELECT * FROM transactions)
       SELECT (SELECT sum(amount) FROM spent WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01'),
         (SELECT sum(amount) FROM spent WHERE date_trunc('month', event_time) = TIMESTAMP '2024-05-01')`,
      'parquet_snappy_by_month',
    );
    expect(sqlOf(advice, 'filter-partition-key')).toContain(
      "(SELECT * FROM transactions\nWHERE year = '2024' AND month BETWEEN '03' AND '05')",
    );
  });
});

describe('the range that a function means', () => {
  it('is asked for', async () => {
    const { advice } = await adviseOne(
      "SELECT sum(amount) FROM transactions WHERE date_trunc('day', event_time) = TIMESTAMP '2024-03-05'",
      'parquet_sorted_by_time',
    );
    const range = advice.find(({ code }) => code === 'filter-column-range');
    expect(range?.sql).toContain(
      "AND event_time >= TIMESTAMP '2024-03-05 00:00:00' AND event_time < TIMESTAMP '2024-03-06 00:00:00'",
    );
    expect(range?.rows).toBe('same');
  });
});

describe('a table that is read several times', () => {
  it.each([
    [
      "SELECT user_id FROM transactions WHERE category = 'food' UNION ALL select user_id from transactions -- too\n WHERE category = 'transport' ORDER BY 1",
      "SELECT user_id FROM transactions WHERE (category = 'food') OR (category = 'transport') ORDER BY 1",
    ],
    [
      'SELECT category FROM transactions WHERE amount > 1 UNION SELECT category FROM transactions WHERE amount > 2 UNION SELECT category FROM transactions WHERE amount > 3',
      'SELECT DISTINCT category FROM transactions WHERE (amount > 1) OR (amount > 2) OR (amount > 3)',
    ],
    [
      "SELECT (SELECT max(amount) FROM transactions WHERE category = 'food') AS dearest, (SELECT count(*) FROM transactions) AS all_of_them",
      "SELECT max(amount) FILTER (WHERE category = 'food') AS dearest, count(*) AS all_of_them FROM transactions",
    ],
    [
      "SELECT (SELECT max(amount) FROM transactions WHERE category = 'food'), (SELECT min(amount) FROM transactions WHERE category = 'food')",
      "SELECT max(amount), min(amount) FROM transactions WHERE category = 'food'",
    ],
  ])('is read once: %s', async (sql, expected) => {
    const { advice, hints } = await adviseOne(sql, 'csv');
    expect(sqlOf(advice, 'merge-scans')).toBe(expected);
    expect(hints.map(({ code }) => code)).not.toContain('repeated-scan');
  });

  it.each([
    [
      'a row may pass both',
      'SELECT amount FROM transactions WHERE amount > 1 UNION ALL SELECT amount FROM transactions WHERE amount > 2',
    ],
    [
      'other columns',
      "SELECT amount FROM transactions WHERE category = 'food' UNION ALL SELECT -amount FROM transactions WHERE category = 'shopping'",
    ],
    [
      'an aggregate of each',
      "SELECT max(amount) FROM transactions WHERE category = 'food' UNION ALL SELECT max(amount) FROM transactions WHERE category = 'shopping'",
    ],
    [
      'a group of each',
      "SELECT user_id FROM transactions WHERE category = 'food' GROUP BY 1 UNION ALL SELECT user_id FROM transactions WHERE category = 'shopping' GROUP BY 1",
    ],
    [
      'a window of each',
      "SELECT row_number() OVER (ORDER BY amount) FROM transactions WHERE category = 'food' UNION ALL SELECT row_number() OVER (ORDER BY amount) FROM transactions WHERE category = 'shopping'",
    ],
    [
      'mixed operators',
      "SELECT amount FROM transactions WHERE category = 'food' UNION ALL SELECT amount FROM transactions WHERE category = 'shopping' UNION SELECT amount FROM transactions WHERE category = 'transport'",
    ],
    [
      'more than one row',
      'SELECT (SELECT amount FROM transactions LIMIT 1), (SELECT max(amount) FROM transactions)',
    ],
    [
      'an aggregate of an aggregate',
      'SELECT (SELECT max(amount) + 1 FROM transactions), (SELECT min(amount) FROM transactions)',
    ],
  ])('but not where it would change the rows: %s', async (_, sql) => {
    const { advice, report } = await adviseOne(sql, 'csv');
    expect(report.errors).toEqual([]);
    expect(sqlOf(advice, 'merge-scans')).toBeUndefined();
  });
});

describe('another layout', () => {
  it('is the cheapest that the catalog has, with its own estimate', async () => {
    const { report, advice } = await adviseOne(
      'SELECT category, sum(amount) FROM transactions GROUP BY 1',
      'csv',
    );
    const [layout] = advice;
    expect(layout).toMatchObject({ code: 'other-layout', gain: 'certain', rows: 'same_data', sql: null });
    expect(layout?.database).toMatch(/^parquet/);
    expect(layout?.report.bytesScanned.high).toBeLessThan(report.bytesScanned.low ?? 0);
  });

  it('is nothing that a LIMIT alone speaks for', async () => {
    const { advice } = await adviseOne('SELECT * FROM transactions LIMIT 10', 'parquet_snappy_by_month');
    expect(advice).toEqual([]);
  });
});

describe('a layout that does not exist yet', () => {
  it('is a hint with what its filters ask for, not measured', async () => {
    const { hints } = await adviseOne("SELECT amount FROM raw_transactions WHERE category = 'food'", 'raw');
    expect(hints.filter(({ code }) => code === 'store-otherwise')).toMatchObject([
      {
        layout: {
          table: 'raw.raw_transactions',
          filtered: [{ name: 'category', type: 'varchar', asks: 'values' }],
          ideas: [
            { format: 'parquet', codec: 'zstd', partitionKeys: ['category'], sortKey: null },
            { partitionKeys: [], sortKey: 'category' },
            { partitionKeys: [], sortKey: null },
          ],
        },
      },
    ]);
  });

  it.each([
    ['all values but one', "category <> 'food'"],
    ['a part of a text', "category LIKE '%oo%'"],
  ])('is no key or order for %s', async (_, filter) => {
    const { hints } = await adviseOne(`SELECT amount FROM raw_transactions WHERE ${filter}`, 'raw');
    expect(hints.flatMap(({ layout }) => layout?.ideas ?? [])).toMatchObject([
      { partitionKeys: [], sortKey: null },
    ]);
  });

  it('is no hint where row groups are skipped', async () => {
    const sql = "SELECT sum(amount) FROM transactions WHERE event_time < TIMESTAMP '2024-02-01 00:00:00'";
    const { report, hints } = await adviseOne(sql, 'parquet_snappy_by_month');
    expect(report.scans[0]?.rowGroups?.kept).toBeLessThan(report.scans[0]?.rowGroups?.total ?? 0);
    expect(hints.map(({ code }) => code)).not.toContain('store-otherwise');
  });
});

describe('SELECT *', () => {
  it('says what each column costs, and names them without leaving one out', async () => {
    const { report, hints } = await adviseOne('SELECT * FROM transactions', 'parquet_snappy');
    const hint = hints.find(({ code }) => code === 'name-columns');
    expect(hint?.columns?.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(report.bytesScanned.likely);
    expect(hint?.sql).toBe(
      'SELECT transaction_id, user_id, amount, category, event_time, is_fraud, year, month, day FROM transactions',
    );
    expect(await datasets.rows(hint?.sql ?? '', 'parquet_snappy')).toEqual(
      await datasets.rows('SELECT * FROM transactions', 'parquet_snappy'),
    );
  });

  it('inside of a query that uses few columns costs nothing, so nothing is said', async () => {
    const sql = 'SELECT sum(amount) FROM (SELECT * FROM transactions)';
    const { hints, advice } = await adviseOne(sql, 'parquet_gzip');
    expect({ hints, advice }).toEqual({ hints: [], advice: [] });
  });
});

it('every statement of a script is advised, on what the statements before it make', async () => {
  const script = `CREATE VIEW spent AS SELECT * FROM transactions;
    SELECT nothing FROM transactions;
    SELECT sum(amount) FROM spent WHERE date_trunc('month', event_time) = TIMESTAMP '\${month}';
    SELECT sum(amount) FROM transactions -- of the month
    WHERE date_trunc('month', event_time) = TIMESTAMP '\${month}';`;
  const statements = await datasets.advise(script, 'parquet_snappy_by_month', {
    parameters: { month: '2024-03-01' },
  });
  expect(statements.map(({ report }) => report.errors.map(({ code }) => code))).toEqual([
    [],
    ['unknown_column'],
    [],
    [],
  ]);
  expect(sqlOf(statements[2]?.advice ?? [], 'filter-partition-key')).toBeUndefined();
  expect(sqlOf(statements[3]?.advice ?? [], 'filter-partition-key')).toBe(
    `SELECT sum(amount) FROM transactions -- of the month
    WHERE date_trunc('month', event_time) = TIMESTAMP '\${month}' AND year = '2024' AND month = '03'`,
  );
});

it('a condition is not added to a view, whose columns may be others of the same names', async () => {
  const script = `CREATE VIEW own_transactions AS SELECT amount, event_time, '1999' AS year, month FROM transactions;
    SELECT sum(amount) FROM own_transactions WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01'`;
  const [, statement] = await datasets.advise(script, 'parquet_snappy_by_month');
  expect(statement?.report.errors).toEqual([]);
  expect(sqlOf(statement?.advice ?? [], 'filter-partition-key')).toBeUndefined();
  expect(sqlOf(statement?.advice ?? [], 'filter-column-range')).toBeUndefined();
});

it('each statement of a script gets the layout that is best for it', async () => {
  const script = `SELECT sum(amount) FROM transactions WHERE category = 'food';
    SELECT sum(amount) FROM transactions WHERE month = '03'`;
  const statements = await datasets.advise(script, 'json');
  expect(statements.map(({ advice }) => advice.map(({ database }) => database))).toEqual([
    ['parquet_by_category'],
    [expect.stringMatching(/^parquet_snappy_by_/)],
  ]);
});
