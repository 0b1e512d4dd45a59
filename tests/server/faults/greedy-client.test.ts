import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endlessEstimate, endlessRun } from '../heavy-sql.js';
import { type ServedDatasets, serveDatasets } from '../serve-datasets.js';

let served: ServedDatasets;

beforeEach(async () => {
  served = await serveDatasets({
    limits: { estimatesWaiting: 8 },
  });
});

afterEach(() => served.close());

interface Told {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** The loopback network has more than one address. */
function askFrom(localAddress: string, path: string, sql: string): Promise<Told> {
  const { hostname, port } = new URL(served.url);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, localAddress, method: 'POST', path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    });
    sent.on('error', reject);
    sent.end(new URLSearchParams({ sql }).toString());
  });
}

test('one client’s slow texts keep nobody else from an estimate', async () => {
  const answered: string[] = [];
  const slow = Array.from({ length: 12 }, async (_, index) => {
    const told = await askFrom('127.0.0.1', '/estimate.json', `${endlessEstimate} AND amount < ${index}`);
    if (told.status === 503) expect(told.retryAfter).toBe('10');
    answered.push(`slow ${told.status}`);
  });
  // Its queue is full when it is told so for the first time.
  await expect.poll(() => answered.includes('slow 503')).toBe(true);
  for (const number of [1, 2, 3]) {
    const told = await askFrom(
      '127.0.0.2',
      '/estimate.json',
      `SELECT amount FROM transactions WHERE amount > ${number}`,
    );
    expect(told.status).toBe(200);
  }
  expect(new Set(answered)).toEqual(new Set(['slow 503']));
  await served.close();
  await Promise.all(slow);
});

test('one client’s slow queries keep nobody else from a run', async () => {
  const answered: number[] = [];
  const slow = Array.from({ length: 12 }, async () => {
    answered.push((await askFrom('127.0.0.1', '/run.json', endlessRun)).status);
  });
  await expect.poll(() => answered.includes(503)).toBe(true);
  const told = await askFrom('127.0.0.2', '/run.json', 'SELECT count(*) FROM ml_features');
  expect(told.status).toBe(200);
  expect(new Set(answered)).toEqual(new Set([503]));
  await served.close();
  await Promise.all(slow);
});
