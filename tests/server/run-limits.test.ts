import { afterAll, beforeAll, expect, test } from 'vitest';
import { endlessRun } from './heavy-sql.js';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

const limits = { runWaitingMs: 1_500, runDeadlineMs: 2_500 };

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits });
  // The engine has started.
  await served.post('/run.json', { sql: 'SELECT 1' });
});

afterAll(() => served.close());

interface Ended {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly afterMs: number;
  readonly code: string;
}

test('each of many runs ends within the times that one may wait and run', { timeout: 30_000 }, async () => {
  const run = async (): Promise<Ended> => {
    const started = performance.now();
    const response = await served.post('/run.json', { sql: endlessRun });
    const { error } = await response.json();
    const { status, headers } = response;
    return {
      status,
      retryAfter: headers.get('retry-after'),
      afterMs: performance.now() - started,
      code: error.code,
    };
  };
  const ended = await Promise.all(Array.from({ length: 12 }, run));
  const most = limits.runWaitingMs + limits.runDeadlineMs + 6_000;
  for (const { status, retryAfter, afterMs, code } of ended) {
    expect(afterMs).toBeLessThan(most);
    expect([status, retryAfter, code]).toEqual(
      code === 'query_timeout' ? [400, null, code] : [503, '10', 'busy'],
    );
  }
  const busy = ended.filter(({ code }) => code === 'busy');
  expect(busy.length).toBeGreaterThanOrEqual(10);
});

test('the page of a run that waited too long says so and asks to come again', {
  timeout: 30_000,
}, async () => {
  const post = () => served.post('/run', { sql: endlessRun }, { redirect: 'manual' });
  const sent = await Promise.all([post(), post(), post()]);
  const addresses = sent.map(({ headers }) => headers.get('location') ?? '');
  await new Promise((resolve) => setTimeout(resolve, limits.runWaitingMs + 500));
  const pages = await Promise.all(addresses.map((address) => served.get(address)));
  const late = pages.find(({ status }) => status === 503);
  expect(late?.headers.get('retry-after')).toBe('10');
  const html = (await late?.text()) ?? '';
  expect(html).toContain('The query has waited 1.5 s for its turn');
  expect(html).toContain('id="price"');
});
