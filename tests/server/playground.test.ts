import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { Report } from '../../estimator/report.js';
import { examples } from '../../server/examples.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const planSelect = examples[0]?.sql ?? '';

async function reportOf(question: Readonly<Record<string, string>>): Promise<Report> {
  const response = await served.get('/estimate.json', question);
  expect(response.status).toBe(200);
  return (await response.json()) as Report;
}

describe('the page of a question', () => {
  test('shows the three numbers of its JSON twin', async () => {
    const question = { sql: planSelect, database: 'csv', region: 'sa-east-1' };
    const report = await reportOf(question);
    const html = await (await served.get('/', question)).text();
    expect(report.price).toMatchObject({ region: 'sa-east-1', usdPerTerabyte: 9 });
    expect(report.total.bytesScanned.low).toBeGreaterThan(100_000);
    expect(textOf(html, 'price')).toBe(formatUsd(report.total.usd.likely ?? Number.NaN));
    expect(plainText(html)).toContain(`${report.total.bytesScanned.low?.toLocaleString('en-US')} bytes`);
    expect(textOf(html, 'billed')).toBe('10 MB');
  });

  test('is the same whether the form is posted or the URL is opened', async () => {
    const question = { sql: planSelect, database: 'parquet_zstd', region: 'us-east-1' };
    const [got, posted] = await Promise.all([served.get('/', question), served.post('/', question)]);
    expect(posted.status).toBe(200);
    const withoutNonce = (html: string): string => html.replace(/ nonce="[^"]+"/, '');
    expect(withoutNonce(await posted.text())).toBe(withoutNonce(await got.text()));
  });

  test('is its address after the form was posted', async () => {
    const question = { sql: planSelect, database: 'csv', region: 'sa-east-1', runs: '30', size: '2' };
    const posted = await served.post('/', { ...question, at: '0', of: 'parquet' });
    expect(Object.fromEntries(new URL(posted.url).searchParams)).toEqual(question);
    const wrong = await served.post('/', { ...question, runs: 'abc', region: 'nope', size: '99' });
    expect(Object.fromEntries(new URL(wrong.url).searchParams)).toEqual({
      ...question,
      ...{ runs: 'abc', region: 'nope', size: '99' },
    });
  });

  test.each(examples)('answers the example "$name"', async ({ sql }) => {
    const response = await served.get('/', { sql });
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(textOf(html, 'price')).toMatch(/^\$\d/);
    expect(plainText(html.slice(html.indexOf('<textarea'), html.indexOf('</textarea>')))).toBe(sql.trim());
  });

  test('names the columns that are not read, and what pruning kept', async () => {
    const html = await (await served.get('/', { sql: planSelect })).text();
    const why = plainText(html.slice(html.indexOf('id="why"')));
    expect(why).toContain('1 of 12');
    expect(why).toMatch(/not read: transaction_id\s+user_id\s+event_time/);
  });

  test('tells a range with its bounds and its first reason', async () => {
    const html = await (
      await served.get('/', { sql: 'SELECT * FROM transactions LIMIT 10', database: 'csv' })
    ).text();
    expect(html).toContain('Why a range:');
    expect(html).toContain('limit_stops_early');
    expect(textOf(html, 'scanned')).toMatch(/^[\d.]+ kB$/);
  });

  test.each([
    'SELECT count(*) FROM transactions',
    'SELECT 1',
    "SELECT amount FROM transactions WHERE month = '13'",
  ])('of no byte says why the bill is a range: %s', async (sql) => {
    const html = await (await served.get('/', { sql, database: 'parquet_snappy_by_month' })).text();
    expect(textOf(html, 'usd-range')).toBe('$0 to $0.0000455');
    const bill = plainText(html.slice(html.indexOf('id="bill-title"'), html.indexOf('class="bill-foot"')));
    expect(bill).toContain('Why the bill is a range: A query that scans no byte may be free');
  });

  test('of a monthly bill multiplies by the runs', async () => {
    const question = { sql: 'SELECT sum(amount) FROM transactions', database: 'json', runs: '1000' };
    const report = await reportOf(question);
    const html = await (await served.get('/', question)).text();
    expect(report.statements[0]?.runsPerMonth).toBe(1000);
    expect(textOf(html, 'month')).toBe(
      `${formatUsd((report.total.usd.likely ?? Number.NaN) * 1000)} a month at 1,000 runs`,
    );
  });

  test('without a query teaches by examples', async () => {
    const response = await served.get('/');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('Paste a query, or try one of these');
    for (const { name } of examples) expect(plainText(html)).toContain(name);
  });

  test('keeps a leading line break and indentation of the text', async () => {
    const sql = '\n\n  SELECT 1';
    const html = await (await served.post('/', { sql: sql.replaceAll('\n', '\r\n') })).text();
    expect(html).toContain(`>\n${sql}</textarea>`);
  });

  test('shows hostile text as text', async () => {
    const sql = `SELECT '</textarea><script>alert(1)</script>' AS "<img src=x onerror=alert(1)>" FROM transactions`;
    const html = await (await served.get('/', { sql, database: '"><script>x</script>' })).text();
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
  });

  test('of several statements adds up those that can be estimated and names the other', async () => {
    const sql = 'SELECT sum(amount) FROM transactions;\nSELECT nothing FROM transactions;';
    const response = await served.get('/', { sql, database: 'csv' });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(plainText(html)).toContain('1 of 2 statements could not be estimated');
    expect(plainText(html)).toContain('Column nothing cannot be resolved');
    expect(textOf(html, 'price')).toMatch(/^\$\d/);
  });
});

describe('a query whose tables are all named with their database', () => {
  test.each([
    [0, 'SELECT * FROM information_schema.tables'],
    [1, 'SELECT amount FROM parquet.transactions'],
    [1, 'SELECT year FROM parquet_snappy_by_month."transactions$partitions"'],
  ])('fits %i layouts, which is no error: %s', async (layouts, sql) => {
    const page = await served.get('/', { sql, database: 'parquet_snappy_by_month' });
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).not.toContain('class="notice');
    expect(textOf(html, 'price')).not.toBeNull();
    expect(html.includes('id="compare"')).toBe(layouts > 0);
    expect((await served.get('/compare', { sql })).status).toBe(200);
    const json = await served.get('/compare.json', { sql });
    expect([json.status, (await json.json()).layouts.length]).toEqual([200, layouts]);
    const advice = await served.get('/advice', { sql });
    expect(advice.status).toBe(200);
  });

  test('runs, or says why it does not', async () => {
    const named = await served.post('/run.json', { sql: 'SELECT max(amount) FROM parquet.transactions' });
    expect([named.status, (await named.json()).result.rows.length]).toEqual([200, 1]);
    const own = await served.post('/run.json', { sql: 'SELECT table_name FROM information_schema.tables' });
    expect(own.status).toBe(422);
    expect((await own.json()).error).toMatchObject({
      code: 'no_rows',
      message: expect.stringContaining('Athena makes its rows from its own catalog'),
    });
  });
});

describe('the part that htmx swaps in', () => {
  const partial = { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } };

  test('is the answer without the page, with the address of the question', async () => {
    const response = await served.post('/', { sql: planSelect }, partial);
    const html = await response.text();
    expect(response.headers.get('vary')).toContain('HX-Request-Type');
    expect(response.headers.get('hx-replace-url')).toContain('sql=SELECT');
    expect(html).not.toContain('<html');
    expect(html).toContain('<div id="problem" hx-swap-oob="innerHTML"></div>');
    expect(textOf(html, 'announcement')).toMatch(/^\$[\d.]+ per run, .* scanned, exact\.$/);
  });

  test('of an error goes beside the text and leaves the last estimate standing', async () => {
    const response = await served.post('/', { sql: 'SELEC 1' }, partial);
    expect(response.status).toBe(400);
    expect(response.headers.get('hx-retarget')).toBe('#problem');
    const html = await response.text();
    expect(html).not.toContain('id="price"');
    expect(html).toContain('syntax');
  });
});
