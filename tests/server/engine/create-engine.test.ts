import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DryRunError } from '../../../estimator/errors.js';
import { createEngine } from '../../../server/engine/create-engine.js';
import type { Engine, QueryRequest } from '../../../server/engine/engine.js';
import { type EngineData, writeEngineData } from './engine-data.js';

let data: EngineData;
let engine: Engine;

beforeAll(async () => {
  data = await writeEngineData();
  engine = createEngine({ tables: data.tables, workers: 1, queueLimit: 2 });
});

afterAll(async () => {
  await engine.close();
  data.remove();
});

function run(sql: string, request: Partial<QueryRequest> = {}) {
  return engine.run({ sql, database: 'db', ...request });
}

/** More work than any deadline here allows. */
const endless =
  'SELECT count(*) FROM numbers a, numbers b, numbers c, numbers d WHERE a.id + b.id + c.id + d.id < 0';

describe('answers as Athena gives them', () => {
  test.each([
    ['integer division', 'SELECT 5 / 2, -5 / 2, 7 % 3, 5e0 / 2', [[2, -2, 1, 2.5]]],
    ['a rate of integers', 'SELECT sum(CASE WHEN even THEN 1 ELSE 0 END) / count(*) FROM numbers', [[0]]],
    ['concat with NULL', "SELECT concat('a', NULL), concat('a', 'b')", [[null, 'ab']]],
    ['greatest and least with NULL', 'SELECT greatest(1, NULL), least(2, 1)', [[null, 1]]],
    [
      'date_diff counts whole units',
      "SELECT date_diff('hour', timestamp '2024-01-01 00:59:00', timestamp '2024-01-01 01:01:00')",
      [[0]],
    ],
    [
      'date_parse',
      "SELECT date_parse('2024-02-03 04:05:06', '%Y-%m-%d %H:%i:%s')",
      [['2024-02-03 04:05:06.000']],
    ],
  ])('%s', async (_, sql, rows) => {
    expect((await run(sql)).rows).toEqual(rows);
  });

  test('division by zero is an error', async () => {
    await expect(run('SELECT 1 / 0')).rejects.toMatchObject({
      code: 'query_failed',
      message: /Division by zero/,
    });
  });

  test.each([
    'SELECT approx_distinct(id) FROM numbers',
    "SELECT json_extract_scalar(name, '$.x') FROM numbers",
    'SELECT CAST(half AS varchar) FROM numbers',
    "SELECT date_format(current_timestamp, '%W')",
    'SELECT * FROM numbers TABLESAMPLE BERNOULLI (10)',
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r',
  ])('%s is refused, not approximated', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'not_faithful' });
  });
});

describe('limits', () => {
  test('rows beyond the cap are counted, not kept', async () => {
    const result = await run('SELECT id FROM numbers', { rowLimit: 10 });
    expect({ kept: result.rows.length, all: result.rowCount, truncated: result.truncated }).toEqual({
      kept: 10,
      all: 5000,
      truncated: true,
    });
  });

  test('a result beyond the byte cap is cut', async () => {
    const result = await run('SELECT name FROM numbers', { resultBytesLimit: 1000 });
    expect(result.truncated).toBe(true);
    expect(JSON.stringify(result.rows).length).toBeLessThanOrEqual(1000 + '[]'.length);
  });

  test('a query is stopped at its deadline and the next one runs', async () => {
    await expect(run(endless, { deadlineMs: 300 })).rejects.toMatchObject({ code: 'query_timeout' });
    expect((await run('SELECT 1')).rows).toEqual([[1]]);
  });

  test('a caller that gives up stops its query', async () => {
    const controller = new AbortController();
    const running = run(endless, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('gone')), 200);
    await expect(running).rejects.toThrow('gone');
    expect((await run('SELECT 2')).rows).toEqual([[2]]);
  });

  test('a queue that is full refuses', async () => {
    const running = [1, 2, 3].map(() => run(endless, { deadlineMs: 800 }).catch((error: unknown) => error));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(run('SELECT 1')).rejects.toMatchObject({ code: 'busy' });
    for (const outcome of await Promise.all(running))
      expect(outcome).toMatchObject({ code: 'query_timeout' });
  });

  test.each([
    ['an error of its own', new Error('gone')],
    ['an error of the product', new DryRunError('busy', { detail: 'The client went away.' })],
  ])('whoever gives up with %s leaves the worker free', async (_, reason) => {
    const gone = new AbortController();
    const running = run(endless, { signal: gone.signal });
    setTimeout(() => gone.abort(reason), 200);
    await expect(running).rejects.toBe(reason);
    expect((await run('SELECT 4', { deadlineMs: 5_000 })).rows).toEqual([[4]]);
  });

  test('whoever leaves the queue does not hold up those behind', async () => {
    const first = run(endless, { deadlineMs: 700 }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const gone = new AbortController();
    const second = run(endless, { signal: gone.signal }).catch((error: unknown) => error);
    const third = run('SELECT 5', { deadlineMs: 5_000 });
    setTimeout(() => gone.abort(new Error('gone')), 50);
    expect((await third).rows).toEqual([[5]]);
    expect(await first).toMatchObject({ code: 'query_timeout' });
    expect(await second).toMatchObject({ message: 'gone' });
  });

  test('a query that takes too much memory fails alone', async () => {
    const sql = 'SELECT array_agg(concat(a.name, b.name)) FROM numbers a, numbers b';
    const small = createEngine({ tables: data.tables, memoryLimitBytes: 100_000_000 });
    await expect(small.run({ sql, database: 'db' })).rejects.toMatchObject({
      code: 'query_failed',
      message:
        'The query failed: it needed more memory than the 95.0 MiB it may have here; Athena may have enough.',
    });
    expect((await small.run({ sql: 'SELECT 3', database: 'db' })).rows).toEqual([[3]]);
    await small.close();
  });
});

test('the meter counts column chunks, not footers', async () => {
  const result = await run('SELECT sum(half) FROM numbers', { columns: ['half'], scansOnce: true });
  const all = await run('SELECT * FROM numbers', {
    columns: ['id', 'name', 'half', 'even', 'list'],
    scansOnce: true,
  });
  expect(result.bytesRead).toBeGreaterThan(0);
  expect(result.bytesRead ?? 0).toBeLessThan(all.bytesRead ?? 0);
  expect(result.filesRead).toBe(1);
});

test('a closed engine refuses and leaves no process', async () => {
  const other = createEngine({ tables: data.tables });
  await other.run({ sql: 'SELECT 1', database: 'db' });
  await other.close();
  await expect(other.run({ sql: 'SELECT 1', database: 'db' })).rejects.toMatchObject({ code: 'busy' });
});
