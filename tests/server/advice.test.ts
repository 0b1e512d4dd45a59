import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdviceReport } from '../../estimator/advice-report.js';
import { advise } from '../../estimator/advise/advise.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { TriedAdviceReport } from '../../server/advice/tried-advice.js';
import { type RunningServer, startServer } from '../../server/start.js';
import { put, scratchFolder } from '../catalog/scratch.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const byFunction = {
  sql: "SELECT sum(amount) AS total FROM transactions WHERE date_trunc('month', event_time) = TIMESTAMP '2024-03-01'",
  database: 'parquet_snappy_by_month',
};
const byDay = {
  sql: "SELECT category, sum(amount) AS total FROM transactions WHERE event_time >= TIMESTAMP '2024-11-05 00:00:00' GROUP BY 1",
  database: 'csv_by_day',
};

async function adviceOf(question: Readonly<Record<string, string>>): Promise<AdviceReport> {
  const response = await served.get('/advice.json', question);
  expect(response.status).toBe(200);
  return (await response.json()) as AdviceReport;
}

async function triedAdviceOf(question: Readonly<Record<string, string>>): Promise<TriedAdviceReport> {
  const response = await served.post('/advice.json', question);
  expect(response.status).toBe(200);
  return (await response.json()) as TriedAdviceReport;
}

describe('advice', () => {
  test('stands on the page of the question, with its figures and a link to the changed statement', async () => {
    const html = await (await served.get('/', byFunction)).text();
    const text = plainText(html);
    expect(text).toContain('Advice, each tried');
    expect(text).toContain("Filter transactions on its partition keys too: year = '2024' AND month = '03'");
    expect(text).toContain('Same rows: yes, proven without a run.');
    const href = /<a href="([^"]+)">Use this statement<\/a>/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URLSearchParams(href.slice(2)).get('sql')).toMatch(/ AND year = '2024' AND month = '03'$/);
    expect((await fetch(`${served.url}${href}`)).status).toBe(200);
  });

  test('is the same as on the command line', async () => {
    const catalog = await loadCatalog([]);
    try {
      const expected = await advise([{ file: null, text: byDay.sql }], {
        catalog,
        database: byDay.database,
        price: priceFor('us-east-1'),
        engine: 'athena',
        at: null,
        runsPerMonth: null,
        parameters: {},
      });
      const outline = ({ statements }: AdviceReport) =>
        statements.map(({ advice, candidates, hints }) => [
          ...[...advice, ...candidates].map(({ code, sql, savedBytes }) => ({ code, sql, savedBytes })),
          ...hints,
        ]);
      expect(outline(await adviceOf(byDay))).toEqual(outline(expected));
    } finally {
      catalog.close();
    }
  });

  test('says of a bill that stays at the minimum that it does', async () => {
    const small = plainText(await (await served.get('/advice', byFunction)).text());
    expect(small).toMatch(/less.*; the (likely )?bill stays, no less than the minimum of 10 MB/);
    const large = plainText(await (await served.get('/advice', { ...byFunction, size: '7' })).text());
    expect(large).not.toContain('bill stays');
  });

  test('of a table of the user’s size is scaled', async () => {
    const [plain] = (await adviceOf(byDay)).statements;
    const [scaled] = (await adviceOf({ ...byDay, size: '4' })).statements;
    const high = (statement: typeof plain): number => statement?.advice[0]?.report.bytesScanned.high ?? 0;
    expect(high(scaled)).toBeGreaterThan(high(plain) * 100);
    expect(scaled?.advice[0]?.gain).toBe('certain');
  });

  test('is none for a statement that scans nothing, and none without a text', async () => {
    const { statements } = await adviceOf({ sql: 'SELECT 1' });
    expect(statements).toMatchObject([{ advice: [], candidates: [], hints: [] }]);
    expect(await (await served.get('/', { sql: 'SELECT 1' })).text()).not.toContain('Advice, each tried');
    expect((await served.get('/advice.json')).status).toBe(400);
    expect(await (await served.get('/advice')).text()).toContain('There is no query yet.');
  });

  test('of several statements names those that there is something to say of', async () => {
    const sql = `SELECT 1; ${byFunction.sql}; SELECT 2`;
    const text = plainText(await (await served.get('/advice', { ...byFunction, sql })).text());
    expect(text.match(/(?:SELECT|select), line \d+|Nothing that was tried/g)).toEqual(['SELECT, line 1']);
  });

  test('an error is shown with its place', async () => {
    const response = await served.get('/advice', { sql: 'SELECT amuont FROM transactions' });
    expect(response.status).toBe(400);
    expect(plainText(await response.text())).toContain('Did you mean amount?');
  });
});

describe('running both', () => {
  test('turns a candidate that keeps the rows into advice', async () => {
    expect((await adviceOf(byDay)).statements[0]?.candidates).toHaveLength(1);
    const { statements } = await triedAdviceOf(byDay);
    expect(statements).toMatchObject([{ candidates: [], dropped: 0 }]);
    expect(statements[0]?.advice.map(({ code, tried }) => ({ code, tried }))).toEqual([
      { code: 'other-layout', tried: { state: 'same', rows: 4 } },
      { code: 'filter-partition-key', tried: { state: 'same', rows: 4 } },
    ]);
  });

  test('is a form that works without JavaScript, and a part that htmx swaps in', async () => {
    const page = await (await served.post('/advice', byDay)).text();
    expect(page).toContain('<h1>Advice</h1>');
    expect(plainText(page)).toContain('both were run here and gave the same 4 rows');
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const part = await (await served.post('/advice', byDay, { headers })).text();
    expect(part.trim()).toMatch(/^<section class="panel advice" id="advice"[\s\S]*<\/section>$/);
  });

  test('has an address that shows it again, and that runs nothing for another site', async () => {
    const response = await served.post('/advice', byDay);
    expect(response.url).toContain('/advice/tried?sql=SELECT');
    const again = await (await fetch(response.url)).text();
    expect(plainText(again)).toContain('both were run here and gave the same 4 rows');
    const twin = /href="([^"]+)" id="json-twin"/.exec(again)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { statements } = await (await fetch(served.url + twin)).json();
    expect(statements[0].advice[0].tried).toEqual({ state: 'same', rows: 4 });
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const linked = await fetch(response.url, { headers });
    expect(linked.url).toContain('/advice?sql=SELECT');
    expect(plainText(await linked.text())).not.toContain('were run here');
    expect((await fetch(served.url + twin, { headers })).status).toBe(403);
  });

  test('is not what a form of another site can ask for', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await served.post('/advice', byDay, { headers })).status).toBe(403);
  });

  test('says what is not run', async () => {
    const sql = "EXPLAIN ANALYZE SELECT sum(amount) FROM transactions WHERE category = 'food'";
    const { statements } = await triedAdviceOf({ sql, database: 'csv' });
    expect(statements[0]?.advice[0]?.tried).toEqual({
      state: 'open',
      why: 'this kind of statement is not run here',
    });
  });
});

test('works on the tables of a session, with a layout to measure', async () => {
  const form = new FormData();
  form.set('name', 'visits');
  form.set('file', new File([`id,amount\n${'1,7\n2,8\n'.repeat(500)}`], 'visits.csv'));
  const uploaded = await fetch(`${served.url}/data.json`, { method: 'POST', body: form });
  const headers = { cookie: (uploaded.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  const sql = 'SELECT amount FROM visits WHERE id = 1 UNION ALL SELECT amount FROM visits WHERE id = 2';
  const question = { sql, database: 'mine' };
  const tried = await served.post('/advice.json', question, { headers });
  const [statement] = ((await tried.json()) as TriedAdviceReport).statements;
  expect(statement?.advice.map(({ code, tried }) => ({ code, tried }))).toEqual([
    { code: 'merge-scans', tried: { state: 'same', rows: 1000 } },
  ]);
  const page = await (await served.get('/', question, { headers })).text();
  const href = /<a href="([^"]+)">What if: Parquet with zstd, sorted by id<\/a>/
    .exec(page)?.[1]
    ?.replaceAll('&amp;', '&');
  expect(Object.fromEntries(new URLSearchParams(href?.split('?')[1]))).toMatchObject({
    table: 'mine.visits',
    storage: 'parquet-zstd',
    sort: 'id',
  });
});

describe('data that does not keep to the names of its keys', () => {
  const folder = scratchFolder();
  let server: RunningServer;

  beforeAll(async () => {
    const lines = ['2024-01-05', '2024-02-05', '2024-03-05'];
    for (const [index, day] of lines.entries()) {
      // One row of January arrived late, in the partition of March.
      const late = index === 2 ? `2024-01-06 00:00:00,7\n` : '';
      put(folder, `sales/dt=${day}/a.csv`, `sold,amount\n${day} 00:00:00,1\n${late}`);
    }
    server = await startServer({
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      announce: () => undefined,
      catalog: [{ database: null, path: folder }],
    });
  });

  afterAll(() => server.close());

  test('is noticed: the candidate is dropped', async () => {
    const sql = "SELECT sum(amount) FROM sales WHERE sold < TIMESTAMP '2024-02-01 00:00:00'";
    const before = await fetch(`${server.url}/advice.json?${new URLSearchParams({ sql })}`);
    const { statements } = (await before.json()) as AdviceReport;
    expect(statements[0]?.candidates.map(({ code }) => code)).toEqual(['filter-partition-key']);
    const body = new URLSearchParams({ sql });
    const tried = await fetch(`${server.url}/advice.json`, { method: 'POST', body });
    expect(await tried.json()).toMatchObject({ statements: [{ advice: [], candidates: [], dropped: 1 }] });
    const page = await fetch(`${server.url}/advice`, { method: 'POST', body });
    expect(plainText(await page.text())).toContain('One was dropped: run here, the rows were not the same.');
  });
});

test('advice for which no time is left to try it says so, and stays', async () => {
  const hasty = await serveDatasets({ limits: { trialsDeadlineMs: 0 } });
  const response = await hasty.post('/advice.json', byFunction);
  const { statements } = (await response.json()) as TriedAdviceReport;
  expect(statements[0]?.advice.map(({ tried }) => tried)).toContainEqual({
    state: 'open',
    why: 'there was no time left for it',
  });
  expect(statements[0]?.layouts).toEqual([]);
  await hasty.close();
});
