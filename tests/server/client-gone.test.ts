import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

test('a run that its client leaves is stopped: the next one need not wait for it', async () => {
  const endless =
    'SELECT count(*) FROM transactions a, transactions b, transactions c WHERE a.amount < b.amount';
  const gone = new AbortController();
  const left = served.post('/run.json', { sql: endless }, { signal: gone.signal });
  setTimeout(() => gone.abort(), 1_500);
  await expect(left).rejects.toThrow();
  const next = await served.post('/run.json', { sql: 'SELECT count(*) FROM transactions' });
  const { result } = await next.json();
  expect(result.rows).toEqual([[5000]]);
});
