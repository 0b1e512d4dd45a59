import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from './own-data/visitor.js';
import { runPage } from './run-page.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';
import { temporaryFolders } from './temporary-folders.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ results: { rows: 1_050, results: 5 } });
});

afterAll(() => served.close());

const ordered = "SELECT transaction_id FROM transactions WHERE month = '01' ORDER BY transaction_id";

async function runOf(sql: string) {
  const response = await served.post('/run.json', { sql });
  expect(response.status).toBe(200);
  const { result } = await response.json();
  return result;
}

describe('pages of rows', () => {
  test('have a hundred rows each, in one order, and links that work by themselves', async () => {
    const seen: string[] = [];
    let html = await runPage(served, { sql: ordered });
    expect(textOf(html, 'rows-shown')).toMatch(/^Rows 1 to 100 of \d{3}$/);
    for (;;) {
      seen.push(...[...html.matchAll(/<td class="text">([^<]+)<\/td>/g)].map(([, text]) => text ?? ''));
      const next = /id="next-rows"[^>]* href="([^"]+)"/.exec(html)?.[1];
      if (next === undefined) break;
      html = await (await fetch(served.url + next)).text();
      expect(html).toContain('<html');
      expect(plainText(html)).toContain('ORDER BY transaction_id');
    }
    const all = await runOf("SELECT count(*) FROM transactions WHERE month = '01'");
    expect(seen).toHaveLength(all.rows[0][0]);
    expect(seen).toEqual([...seen].sort());
  });

  test('htmx gets the result alone', async () => {
    const { id } = await runOf(ordered);
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const part = await (await served.get(`/results/${id}`, { page: '2' }, { headers })).text();
    expect(part.trim()).toMatch(/^<section [^>]*id="result"/);
    expect(textOf(part, 'rows-shown')).toMatch(/^Rows 101 to 200 of/);
  });

  test('of too many rows end at the cap, which is told with the whole number', async () => {
    const result = await runOf('SELECT transaction_id FROM transactions');
    expect(result).toMatchObject({
      rowCount: 5000,
      rowsKept: 1050,
      truncated: true,
      page: { number: 1, of: 11 },
    });
    const html = await (await served.get(`/results/${result.id}`, { page: '99' })).text();
    expect(plainText(html)).toContain('5,000 rows, of which the first 1,050 are kept');
    expect(textOf(html, 'rows-shown')).toBe('Rows 1,001 to 1,050 of 1,050');
  });

  test('without rows say so', async () => {
    const result = await runOf('SELECT 1 AS a WHERE false');
    expect(result).toMatchObject({ rows: [], rowCount: 0, page: { number: 1, of: 1 } });
    const csv = await (await served.get(`/results/${result.id}.csv`)).text();
    expect(csv).toBe('"a"\r\n');
  });

  test.each(['0', 'x', '1.5'])('page %s is an error', async (page) => {
    const { id } = await runOf('SELECT 1');
    expect((await served.get(`/results/${id}`, { page })).status).toBe(400);
  });
});

const odd = `SELECT 'a "b", c' AS "first, name", CAST(NULL AS double) AS n, '=cmd()' AS f,
  'line' || '\u2028' || 'x' || '\n' || '\u00e9' AS t, 9007199254740993 AS big, CAST(5 AS double) AS whole, CAST(10000000000 AS double) AS large,
  12.50 AS d, ARRAY[CAST(1 AS double), NULL] AS list, '</script><b>' AS h`;

describe('downloads', () => {
  test('CSV is quoted as Athena quotes it, and nothing in it is changed', async () => {
    const { id } = await runOf(odd);
    const response = await served.get(`/results/${id}.csv`);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="result.csv"');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(
      '"first, name","n","f","t","big","whole","large","d","list","h"\r\n' +
        '"a ""b"", c",,"=cmd()","line\u2028x\n\u00e9","9007199254740993","5.0","1.0E10","12.50","[1.0, null]","</script><b>"\r\n',
    );
  });

  test('JSON has types, exact numbers and nested values', async () => {
    const { id } = await runOf(odd);
    const response = await served.get(`/results/${id}.json`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="result.json"');
    const { columns, rows, rowCount, truncated } = await response.json();
    expect(columns[4]).toEqual({ name: 'big', type: 'bigint' });
    expect({ rowCount, truncated }).toEqual({ rowCount: 1, truncated: false });
    expect(rows).toEqual([
      [
        'a "b", c',
        null,
        '=cmd()',
        'line\u2028x\n\u00e9',
        '9007199254740993',
        5,
        1e10,
        '12.50',
        [1, null],
        '</script><b>',
      ],
    ]);
  });

  test('have all rows that are kept', async () => {
    const { id } = await runOf('SELECT * FROM transactions');
    const csv = await (await served.get(`/results/${id}.csv`)).text();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 1050);
    const { rows, truncated } = await (await served.get(`/results/${id}.json`)).json();
    expect(rows).toHaveLength(1050);
    expect(truncated).toBe(true);
  });

  test('a hostile value is text on the page', async () => {
    const html = await runPage(served, { sql: `SELECT '<img src=x onerror=alert(1)>' AS "<b>"` });
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;b&gt;');
  });
});

describe('who may see a result', () => {
  test.each(['', '.csv', '.json'])('a guessed id is not found%s', async (suffix) => {
    const response = await served.get(`/results/AAAAAAAAAAAAAAAAAAAAAA${suffix}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('not_found');
  });

  test('of own data only the session that ran it, until it deletes the data', async () => {
    const [mine, other] = [visitor(served.url), visitor(served.url)];
    await mine.upload('mine.csv', 'a,b\n1,secret\n');
    await other.upload('other.csv', 'a\n1\n');
    const run = await mine.post('/run.json', { sql: 'SELECT b FROM mine.mine' });
    const { result } = await run.json();
    expect(result.rows).toEqual([['secret']]);
    const path = `/results/${result.id}`;
    for (const suffix of ['', '.csv', '.json']) {
      expect((await mine.get(path + suffix)).status).toBe(200);
      expect((await other.get(path + suffix)).status).toBe(404);
      expect((await served.get(path + suffix)).status).toBe(404);
    }
    await mine.post('/data/remove', { table: 'mine' });
    expect((await mine.get(`${path}.csv`)).status).toBe(404);
  });

  test('the oldest goes when there are too many', async () => {
    const first = await runOf('SELECT 1');
    for (let run = 0; run < 5; run += 1) await runOf(`SELECT ${run}`);
    expect((await served.get(`/results/${first.id}`)).status).toBe(404);
  });
});

test('no file of a failed run stays, and none when the server ends', async () => {
  const folders = () => temporaryFolders('results');
  const other = await serveDatasets();
  await other.post('/run.json', { sql: 'SELECT 1 / 0' });
  const [folder = ''] = folders().slice(-1);
  await other.post('/run.json', { sql: 'SELECT 1' });
  expect(existsSync(folder)).toBe(true);
  const before = folders().length;
  await other.close();
  expect(folders()).toHaveLength(before - 1);
});
