import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LayoutIdea } from '../../estimator/advice-report.js';
import type { TriedAdviceReport, TriedStatement } from '../../server/advice/tried-advice.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;
let headers: Readonly<Record<string, string>>;

/** Countries of few values, visitors of many, times and amounts in no order. */
function visitsCsv(rows: number): string {
  let state = 7;
  const random = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const lines = ['visit_id,country,visitor,seen_at,amount'];
  for (let row = 0; row < rows; row += 1) {
    const time = new Date(Date.UTC(2024, 0, 1) + random(366 * 86_400) * 1_000).toISOString();
    const seenAt = time.slice(0, 19).replace('T', ' ');
    lines.push(`${row},C${random(8)},V${random(20_000)},${seenAt},${random(100_000)}.5`);
  }
  return `${lines.join('\n')}\n`;
}

beforeAll(async () => {
  served = await serveDatasets();
  const form = new FormData();
  form.set('name', 'visits');
  form.set('file', new File([visitsCsv(200_000)], 'visits.csv'));
  const uploaded = await fetch(`${served.url}/data.json`, { method: 'POST', body: form });
  headers = { cookie: (uploaded.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
});

afterAll(() => served.close());

async function tried(question: Readonly<Record<string, string>>): Promise<TriedStatement> {
  const response = await served.post('/advice.json', question, { headers });
  expect(response.status).toBe(200);
  const [statement] = ((await response.json()) as TriedAdviceReport).statements;
  if (statement === undefined) throw new Error('one statement was expected');
  return statement;
}

function outline({ partitionKeys, sortKey }: LayoutIdea): string {
  return `${partitionKeys.join('+')}|${sortKey ?? ''}`;
}

describe('layouts of a table of the visitor are written and measured', () => {
  test.each([
    ['few values: partitioned', "country = 'C3'", 'country|'],
    ['few values in a function: partitioned', "lower(country) LIKE '%3'", 'country|'],
    ['many values: sorted', "visitor = 'V77'", '|visitor'],
    ['a range of time: sorted', "seen_at >= TIMESTAMP '2024-12-20 00:00:00'", '|seen_at'],
    [
      'both: combined',
      "country IN ('C1', 'C2') AND seen_at < TIMESTAMP '2024-01-05 00:00:00'",
      'country|seen_at',
    ],
    ['no filter: only the format', 'true', '|'],
  ])('%s', async (_, filter, best) => {
    const statement = await tried({
      sql: `SELECT sum(amount) FROM visits WHERE ${filter}`,
      database: 'mine',
    });
    const [first] = statement.layouts;
    expect(first && outline(first.idea)).toBe(best);
    expect(first?.gain).toBe('certain');
    const before = statement.report.bytesScanned.low ?? 0;
    expect(first?.report.bytesScanned.high).toBeLessThan(before / 4);
    expect(first?.savedBytes.low).toBe(before - (first?.report.bytesScanned.high ?? 0));
    expect(first?.tried).toEqual({ state: 'same', rows: 1 });
    expect(first?.bytesRead).toBeGreaterThanOrEqual(first?.report.bytesScanned.low ?? Number.NaN);
    expect(first?.bytesRead).toBeLessThanOrEqual(first?.report.bytesScanned.high ?? Number.NaN);
    expect(statement.hints.filter(({ code }) => code === 'store-otherwise')).toEqual([]);
  });

  test('each that is kept reads less than the simpler ones', async () => {
    const sql = "SELECT sum(amount) FROM visits WHERE visitor = 'V77' AND country = 'C3'";
    const { layouts, droppedLayouts } = await tried({ sql, database: 'mine' });
    expect(layouts.length + droppedLayouts.length).toBe(3);
    const bytes = layouts.map(({ report }) => report.bytesScanned.likely ?? 0);
    expect(bytes).toEqual([...bytes].sort((one, other) => one - other));
  });

  test('what does not help is dropped, and the page says so', async () => {
    const question = { sql: 'SELECT sum(amount) FROM visits WHERE visit_id >= 0', database: 'mine' };
    const { layouts, droppedLayouts } = await tried(question);
    expect(layouts.map(({ idea }) => outline(idea))).toEqual(['|']);
    expect(droppedLayouts.map(({ idea, why }) => [outline(idea), why])).toEqual([
      ['|visit_id', 'Parquet with zstd, reads as little'],
    ]);
    const page = plainText(await (await served.post('/advice', question, { headers })).text());
    expect(page).toContain('Store mine.visits as Parquet with zstd store-otherwise');
    expect(page).toContain('Same rows: yes, both were run here and gave the same one row.');
    expect(page).toContain(
      'Tried and dropped: Parquet with zstd, sorted by visit_id (Parquet with zstd, reads as little).',
    );
  });

  test('is scaled to the size of the own table', async () => {
    const question = { sql: "SELECT sum(amount) FROM visits WHERE country = 'C3'", database: 'mine' };
    const [plain] = (await tried(question)).layouts;
    const [scaled] = (await tried({ ...question, size: '4' })).layouts;
    expect(scaled?.report.bytesScanned.likely).toBeGreaterThan(
      (plain?.report.bytesScanned.likely ?? 0) * 1_000,
    );
    expect(scaled?.storedBytes).toBe(plain?.storedBytes);
  });
});

describe('layouts of the tables of everybody', () => {
  test('are tried beside those that the catalog has', async () => {
    const sql =
      "SELECT count(DISTINCT transaction_id) FROM transactions WHERE category = 'food' AND is_fraud";
    const { advice, layouts } = await tried({ sql, database: 'csv' });
    expect(advice.map(({ code }) => code)).toEqual(['other-layout']);
    expect(layouts.map(({ idea }) => outline(idea))).toContain('is_fraud+category|');
  });

  test('are dropped where the catalog has one as good', async () => {
    const sql = "SELECT sum(amount) FROM transactions WHERE category = 'food'";
    const { layouts, droppedLayouts } = await tried({ sql, database: 'csv' });
    expect(layouts.map(({ idea }) => outline(idea))).not.toContain('|');
    expect(droppedLayouts.map(({ why }) => why).join()).toMatch(/database parquet\w* reads as little/);
  });

  test('are dropped where nothing is gained', async () => {
    const sql = "SELECT sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-02-01 00:00:00'";
    const { layouts, droppedLayouts } = await tried({ sql, database: 'parquet_zstd' });
    expect(layouts).toEqual([]);
    expect(droppedLayouts.map(({ why }) => why).join()).toMatch(
      /^it reads .+, too little less than the .+ now$/,
    );
  });
});

test('before anything is written, each layout leads to its form', async () => {
  const question = { sql: "SELECT sum(amount) FROM visits WHERE country = 'C3'", database: 'mine' };
  const html = await (await served.get('/', question, { headers })).text();
  expect(plainText(html)).toContain('Layouts that could be tried');
  const hrefs = [...html.matchAll(/<a href="(\/what-if[^"]+)">What if: [^<]+<\/a>/g)].map(([, href = '']) =>
    Object.fromEntries(new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1])),
  );
  expect(hrefs).toMatchObject([
    { table: 'mine.visits', storage: 'parquet-zstd', key1: 'country', sort: '' },
    { table: 'mine.visits', storage: 'parquet-zstd', key1: '', sort: 'country' },
    { table: 'mine.visits', storage: 'parquet-zstd', key1: '', sort: '' },
  ]);
});
