import { afterAll, beforeAll, expect, test } from 'vitest';
import { endlessEstimate } from '../heavy-sql.js';
import { type ServedDatasets, serveDatasets } from '../serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits: { estimateDeadlineMs: 6_000 } });
});

afterAll(() => served.close());

async function errorOf(response: Response): Promise<{ status: number; code: string }> {
  const { error } = await response.json();
  return { status: response.status, code: error.code };
}

test('while a text is estimated that takes for ever, all others are answered; it ends at its deadline', async () => {
  let hasEnded = false;
  const endless = served.post('/estimate.json', { sql: endlessEstimate }).finally(() => {
    hasEnded = true;
  });
  for (const number of [1, 2, 3]) {
    expect((await served.get('/health')).status).toBe(200);
    const sql = `SELECT amount FROM transactions WHERE amount > ${number}`;
    expect((await served.get('/estimate.json', { sql })).status).toBe(200);
  }
  expect(hasEnded).toBe(false);
  expect(await errorOf(await endless)).toEqual({ status: 400, code: 'query_timeout' });
  expect((await served.get('/', { sql: 'SELECT amount FROM transactions' })).status).toBe(200);
});

test('more of them than there are processes fill the queue, not the memory', async () => {
  const few = await serveDatasets({ limits: { estimateDeadlineMs: 2_000, estimatesWaiting: 3 } });
  const asked = Array.from({ length: 12 }, (_, index) =>
    few.post('/estimate.json', { sql: `${endlessEstimate} AND amount < ${index}` }),
  );
  const told = await Promise.all(asked);
  const refused = told.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThanOrEqual(12 - 4 - 3);
  for (const response of refused) expect(response.headers.get('retry-after')).toBe('10');
  for (const response of told) expect([400, 503]).toContain(response.status);
  expect((await few.get('/estimate.json', { sql: 'SELECT amount FROM transactions' })).status).toBe(200);
  await few.close();
});

test('a chain of thousands of common tables is too deep, not a fault of the server', async () => {
  const tables = Array.from(
    { length: 6_000 },
    (_, index) => `c${index} AS (SELECT * FROM ${index === 0 ? 'transactions' : `c${index - 1}`})`,
  );
  const response = await served.post('/estimate.json', {
    sql: `WITH ${tables.join(',')} SELECT * FROM c5999`,
  });
  expect(await errorOf(response)).toEqual({ status: 413, code: 'limit_exceeded' });
});
