import { expect, test } from 'vitest';
import { readRows } from '../../datasets/open-database.js';
import { producerSql } from '../../datasets/producer.js';
import { scratchDatabase } from './scratch-database.js';
import { temporaryFolder } from './temporary-folder.js';

const { connection } = await scratchDatabase(temporaryFolder());

async function summarize(
  columns: string,
  rows: number,
  seed = 1,
): Promise<Readonly<Record<string, unknown>>> {
  const [row = {}] = await readRows(connection, `SELECT ${columns} FROM (${producerSql({ rows, seed })})`);
  return row;
}

test('every value keeps the rules of the plan', async () => {
  const row = await summarize(
    `count(*) FILTER (NOT regexp_full_match(transaction_id, 'TX[1-9][0-9]{4}')) AS bad_ids,
     count(*) FILTER (NOT regexp_full_match(user_id, 'USER([1-9][0-9]{0,2}|1000)')) AS bad_users,
     count(*) FILTER (amount NOT BETWEEN 10 AND 1000 OR round(amount, 2) <> amount) AS bad_amounts,
     count(*) FILTER (category NOT IN ('food', 'transport', 'shopping', 'entertainment')) AS bad_categories,
     count(*) FILTER (year(epoch_ms(timestamp_ms)) <> 2024) AS bad_years`,
    200_000,
  );
  expect(row).toEqual({
    bad_ids: '0',
    bad_users: '0',
    bad_amounts: '0',
    bad_categories: '0',
    bad_years: '0',
  });
});

test('values reach both ends of their ranges', async () => {
  const row = await summarize(
    `count(DISTINCT user_id)::INTEGER AS users, min(transaction_id) AS first_id, max(transaction_id) AS last_id,
     min(amount) < 10.1 AS is_low, max(amount) > 999.9 AS is_high`,
    1_000_000,
  );
  expect(row).toEqual({ users: 1000, first_id: 'TX10000', last_id: 'TX99999', is_low: true, is_high: true });
});

test('2 % are fraud, categories are even and amounts uniform, within five standard deviations', async () => {
  const rows = 200_000;
  const row = await summarize(
    `count(*) FILTER (is_fraud)::INTEGER AS fraud, count(*) FILTER (category = 'food')::INTEGER AS food,
     count(*) FILTER (category = 'transport')::INTEGER AS transport, avg(amount) AS amount`,
    rows,
  );
  expectShare(Number(row['fraud']), rows, 0.02);
  expectShare(Number(row['food']), rows, 0.25);
  expectShare(Number(row['transport']), rows, 0.25);
  const deviation = 990 / Math.sqrt(12 * rows);
  expect(Math.abs(Number(row['amount']) - 505)).toBeLessThan(5 * deviation);
});

test('instants never go backwards and leave no day out', async () => {
  const [row] = await readRows(
    connection,
    `SELECT count(*) FILTER (step < 0)::INTEGER AS back, count(DISTINCT day)::INTEGER AS days FROM (
       SELECT timestamp_ms - lag(timestamp_ms) OVER (ORDER BY sequence) AS step, epoch_ms(timestamp_ms)::DATE AS day
       FROM (${producerSql({ rows: 5000, seed: 1 })}))`,
  );
  expect(row).toEqual({ back: 0, days: 366 });
});

test('a row depends on its number and the seed alone', async () => {
  const digest =
    "md5(string_agg(transaction_id || user_id || amount || category, ',' ORDER BY sequence)) AS digest";
  const few = await summarize(`${digest}`, 100);
  const [sameRows] = await readRows(
    connection,
    `SELECT ${digest} FROM (${producerSql({ rows: 5000, seed: 1 })}) WHERE sequence < 100`,
  );
  expect(sameRows).toEqual(few);
  expect(await summarize(digest, 100, 2)).not.toEqual(few);
});

function expectShare(count: number, rows: number, share: number): void {
  const deviation = Math.sqrt(rows * share * (1 - share));
  expect(Math.abs(count - rows * share)).toBeLessThan(5 * deviation);
}
