import { afterAll, beforeAll, expect, test } from 'vitest';
import { endlessRun } from './heavy-sql.js';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

test('a run that its client leaves is stopped: the next one need not wait for it', async () => {
  const gone = new AbortController();
  const left = served.post('/run.json', { sql: endlessRun }, { signal: gone.signal });
  setTimeout(() => gone.abort(), 1_500);
  await expect(left).rejects.toThrow();
  const next = await served.post('/run.json', { sql: 'SELECT count(*) FROM transactions' });
  const { result } = await next.json();
  expect(result.rows).toEqual([[5000]]);
});
