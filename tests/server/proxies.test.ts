import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

/** Statuses of three pages asked by two clients in turn, of whom a proxy tells. */
async function statuses(served: ServedDatasets): Promise<readonly number[]> {
  const told: number[] = [];
  for (const client of ['203.0.113.1', '203.0.113.1', '203.0.113.2']) {
    const headers = { 'X-Forwarded-For': client };
    told.push((await served.get('/reference', {}, { headers })).status);
  }
  return told;
}

describe.each([
  ['behind a proxy each client has its own limit', 1, [200, 429, 200]],
  ['without one nobody can claim to be another client', 0, [200, 429, 429]],
] as const)('%s', (_, proxies, expected) => {
  let served: ServedDatasets;

  beforeAll(async () => {
    served = await serveDatasets({ proxies, limits: { requestsPerMinute: 1 } });
  });

  afterAll(() => served.close());

  test('limits go by address', async () => {
    expect(await statuses(served)).toEqual(expected);
  });
});
