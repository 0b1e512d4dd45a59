import { expect, it } from 'vitest';
import type { Advice } from '../../estimator/advice-report.js';
import type { Interval } from '../../estimator/report.js';
import { measuredQueries } from '../oracle/measured-queries.js';
import { adviseDatasets } from './advised-datasets.js';

const datasets = adviseDatasets();

/** Queries whose filters mean more than the partition keys or row groups are asked. */
const wideFilters: Readonly<Record<string, string>> = {
  'a month by a function':
    "SELECT category, count(*) FROM transactions WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01' GROUP BY 1",
  'a day by a cast':
    "SELECT count(amount), min(user_id) FROM transactions WHERE CAST(event_time AS date) = DATE '2024-07-04'",
  'days by a cast':
    "SELECT min(amount) FROM transactions WHERE CAST(event_time AS date) BETWEEN DATE '2024-02-27' AND DATE '2024-03-02'",
  'or, in a join': `SELECT t.category, max(f.avg_amount) FROM transactions t JOIN ml_features f ON t.user_id = f.user_id
    WHERE t.event_time < TIMESTAMP '2024-01-20 00:00:00' OR CAST(t.event_time AS date) = DATE '2024-02-01' GROUP BY 1`,
  'from a date on':
    "SELECT count(amount) FROM transactions WHERE CAST(event_time AS date) >= DATE '2024-10-30'",
  'a CTE': `WITH w AS (SELECT user_id, amount FROM transactions WHERE event_time BETWEEN TIMESTAMP '2024-05-01 00:00:00'
    AND TIMESTAMP '2024-05-03 00:00:00') SELECT count(*), min(amount) FROM w WHERE amount > 500`,
};

/** One of each kind: pruned by keys, by row groups, and by nothing. */
const layouts = ['parquet_snappy_by_month', 'parquet_sorted_by_time', 'csv_by_day', 'json'];

/** Queries that read a table several times, though once would do. */
const repeated: Readonly<Record<string, string>> = {
  'branches by category': `SELECT user_id, amount FROM transactions WHERE category = 'food' AND amount > 990
    UNION ALL SELECT user_id, amount FROM transactions WHERE category = 'transport' AND amount > 995 ORDER BY 1`,
  'branches that overlap, without duplicates': `SELECT category, is_fraud FROM transactions WHERE amount < 500
    UNION SELECT category, is_fraud FROM transactions WHERE amount > 400 OR user_id IS NULL`,
  aggregates: `SELECT (SELECT max(amount) FROM transactions WHERE category = 'food') AS food,
    (SELECT count(*) FROM transactions WHERE amount > 500), (SELECT min(user_id) FROM transactions)`,
};

const plainQueries = [
  ...['the SELECT of the plan', 'every column', 'a week', 'two filters', 'a self join', 'a left join'],
  ...['the same table in two subqueries', 'a scalar subquery', 'limit'],
].map((name) => [name, measuredQueries[name] ?? ''] as const);

it.each([...Object.entries({ ...wideFilters, ...repeated }), ...plainQueries])(
  'advice reads less, binds, and gives the same rows: %s',
  async (name, sql) => {
    const isOrdered = !name.startsWith('limit') && name !== 'every column';
    let shown = 0;
    for (const layout of layouts) {
      const [statement] = await datasets.advise(sql, layout);
      if (statement === undefined) throw new Error('no statement');
      const found = [...statement.advice, ...statement.candidates];
      const before = isOrdered && found.length > 0 ? await datasets.rows(sql, layout) : [];
      for (const advice of found) {
        shown += 1;
        expect(advice.report.errors).toEqual([]);
        expectLess(advice, statement.report.bytesScanned);
        if (!isOrdered) continue;
        // The data keeps to the names of its partitions, so that candidates hold too.
        expect([advice.sql, await datasets.rows(advice.sql ?? sql, advice.database ?? layout)]).toEqual([
          advice.sql,
          before,
        ]);
      }
    }
    expect(shown).toBeGreaterThanOrEqual(Object.hasOwn(wideFilters, name) ? 3 : 0);
  },
);

function expectLess({ gain, report, savedBytes }: Advice, before: Interval): void {
  const after = report.bytesScanned;
  const figures = [before.low, before.likely, before.high, after.likely, after.high, savedBytes.low];
  const [low, likely, high, afterLikely, afterHigh, saved] = figures.map((figure) => figure ?? Number.NaN);
  expect(afterHigh).toBeLessThanOrEqual(high ?? 0);
  expect(afterLikely).toBeLessThanOrEqual(likely ?? 0);
  if (gain === 'certain') {
    expect(afterHigh).toBeLessThan(low ?? 0);
    expect(saved).toBeGreaterThan(0);
  }
  if (gain === 'likely') expect(afterLikely).toBeLessThan(likely ?? 0);
  if (gain === 'worst_case') expect(afterHigh).toBeLessThan(high ?? 0);
}
