import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endlessRun } from './heavy-sql.js';
import { visitor } from './own-data/visitor.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };

async function start(
  sql: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ id: string; html: string }> {
  const html = await (await served.post('/run', { sql, ...more }, { headers: partial })).text();
  return { id: /hx-get="\/runs\/([\w-]{22})"/.exec(html)?.[1] ?? '', html };
}

const status = (id: string) => served.get(`/runs/${id}`, {}, { headers: partial });
const cancel = (id: string) => served.post(`/runs/${id}/cancel`, {}, { headers: partial });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The engine has one worker: this answers quickly only when it is free. */
async function expectFreeWorker(): Promise<void> {
  const started = performance.now();
  const answer = await (await served.post('/run.json', { sql: 'SELECT count(*) FROM transactions' })).json();
  expect(answer.result.rows).toEqual([[5000]]);
  expect(performance.now() - started).toBeLessThan(10_000);
}

describe('a run that takes a while', () => {
  test('shows the estimate at once, how far it is, and ends when it is cancelled', async () => {
    await expectFreeWorker();
    const { id, html } = await start(endlessRun);
    expect(textOf(html, 'price')).toMatch(/^\$\d/);
    expect(textOf(html, 'announcement')).toMatch(/^The query is running\./);
    await pause(1_200);
    const first = await (await status(id)).text();
    expect(textOf(first, 'run-text')).toMatch(/^\d\.\d s, about \d+ % done/);
    expect(first).toMatch(/<progress [^>]*value="0\.\d+"/);
    const cancelled = await cancel(id);
    expect(cancelled.status).toBe(409);
    expect(cancelled.headers.get('hx-retarget')).toBe('#answer');
    const text = plainText(await cancelled.text());
    expect(text).toMatch(/The query was cancelled after [\d.]+ s\. cancelled/);
    expect(text).toContain('per run');
    await expectFreeWorker();
    expect((await status(id)).status).toBe(409);
  });

  test('gives its rows to the page that asks', async () => {
    const { id } = await start(
      'SELECT count(*) AS n FROM transactions a, transactions b WHERE a.amount < b.amount + 0.001',
    );
    if (id === '') return expect(id).toBe('');
    for (;;) {
      const response = await status(id);
      const html = await response.text();
      if (response.headers.get('hx-retarget') === '#answer') {
        expect(textOf(html, 'bytes-read')).toMatch(/^[\d,]+ bytes$/);
        expect(textOf(html, 'announcement')).toMatch(/^The query gave 1 row in /);
        return;
      }
      await pause(100);
    }
  });

  test('that nobody asks about is stopped', { timeout: 30_000 }, async () => {
    const { id } = await start(endlessRun);
    await pause(8_200);
    await expectFreeWorker();
    const gone = await status(id);
    expect(gone.status).toBe(404);
    expect(gone.headers.get('hx-retarget')).toBe('#running');
  });

  test('is stopped by the next one of the same page', async () => {
    const { id } = await start(endlessRun);
    const { html } = await start('SELECT 1', { replaces: id });
    expect(html).not.toContain('id="problem" role');
    expect((await status(id)).status).toBe(409);
    await expectFreeWorker();
  });

  test('gives a page without scripts that looks again, with the estimate and a button to cancel', async () => {
    await expectFreeWorker();
    const started = performance.now();
    const sent = await served.post('/run', { sql: endlessRun }, { redirect: 'manual' });
    // Long before the run's deadline of 30 s.
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(sent.status).toBe(303);
    const address = sent.headers.get('location') ?? '';
    expect(address).toMatch(/^\/runs\/[\w-]{22}$/);
    await pause(1_000);
    const page = await served.get(address, {}, { redirect: 'manual' });
    expect(page.status).toBe(200);
    const html = await page.text();
    const head = html.slice(0, html.indexOf('</head>'));
    expect(head).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
    expect(textOf(html, 'price')).toMatch(/^\$\d/);
    expect(textOf(html, 'run-text')).toMatch(/^\d\.\d s/);
    expect(plainText(html)).toContain('waits 30 s at most and runs 30 s at most');
    expect(html).toContain(`<form method="post" action="${address}/cancel"`);
    const cancelled = await served.post(`${address}/cancel`, {});
    expect(cancelled.status).toBe(409);
    const text = await cancelled.text();
    expect(plainText(text)).toMatch(/The query was cancelled after [\d.]+ s\. cancelled/);
    expect(text).not.toContain('http-equiv="refresh"');
    await expectFreeWorker();
  });

  test('ends at the address of its rows where scripts do not ask', async () => {
    const often = Array.from({ length: 30 }, (_, index) => index).join(', ');
    const sql = `SELECT count(*) AS n FROM transactions a, transactions b, (VALUES ${often}) c(i)
      WHERE a.amount * b.amount + i < 0`;
    const sent = await served.post('/run', { sql }, { redirect: 'manual' });
    expect(sent.status).toBe(303);
    const address = sent.headers.get('location') ?? '';
    let page = await served.get(address);
    while (page.url.includes(address)) {
      expect(await page.text()).toContain('http-equiv="refresh"');
      await pause(200);
      page = await served.get(address);
    }
    expect(new URL(page.url).pathname).toMatch(/^\/results\/[\w-]{22}$/);
    const html = await page.text();
    expect(textOf(html, 'bytes-read')).toMatch(/^[\d,]+ bytes$/);
    expect(html).not.toContain('http-equiv="refresh"');
  });

  test('of a session is seen and stopped by that session only', async () => {
    const mine = visitor(served.url);
    await mine.upload('mine.csv', 'a\n1\n');
    const cookie = mine.cookie() ?? '';
    const headers = { ...partial, Cookie: cookie };
    const html = await (await served.post('/run', { sql: endlessRun }, { headers })).text();
    const id = /hx-get="\/runs\/([\w-]{22})"/.exec(html)?.[1] ?? '';
    expect((await status(id)).status).toBe(404);
    expect((await cancel(id)).status).toBe(404);
    expect((await served.get(`/runs/${id}`, {}, { headers })).status).toBe(200);
    expect((await served.post(`/runs/${id}/cancel`, {}, { headers })).status).toBe(409);
  });

  test('cannot be cancelled from another site', async () => {
    const { id } = await start(endlessRun);
    const headers = { ...partial, 'Sec-Fetch-Site': 'cross-site' };
    expect((await served.post(`/runs/${id}/cancel`, {}, { headers })).status).toBe(403);
    expect((await cancel(id)).status).toBe(409);
  });
});

test.each([
  ['SELECT 1 / 0', 400, 'query_failed'],
  ['SELEC 1', 400, 'syntax'],
  ['SELECT approx_distinct(user_id) FROM transactions', 422, 'not_faithful'],
])('%s ends at once with its error', async (sql, code, error) => {
  await expectFreeWorker();
  const response = await served.post('/run', { sql }, { headers: partial });
  expect(response.status).toBe(code);
  expect(await response.text()).toContain(error);
});
