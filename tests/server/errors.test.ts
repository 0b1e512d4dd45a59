import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly line: number;
    readonly column: number;
  };
}

const wrong = [
  { name: 'a syntax error', sql: 'SELECT\n  amount FORM transactions WHERE', status: 400, code: 'syntax' },
  {
    name: 'an unknown table',
    sql: 'SELECT *\nFROM transaction',
    status: 400,
    code: 'unknown_table',
    line: 2,
    column: 6,
  },
  {
    name: 'an unknown column',
    sql: 'SELECT category,\n  sum(amuont)\nFROM transactions GROUP BY 1',
    status: 400,
    code: 'unknown_column',
    line: 2,
    column: 7,
  },
  {
    name: 'a template',
    sql: 'SELECT * FROM transactions WHERE dt = {{ ds }}',
    status: 400,
    code: 'template_placeholder',
  },
  { name: 'nothing but a comment', sql: '-- nothing', status: 400, code: 'empty_input' },
  {
    name: 'a statement over the limit of Athena',
    sql: `SELECT '${'x'.repeat(300_000)}'`,
    status: 413,
    code: 'limit_exceeded',
  },
  {
    name: 'more statements than a page estimates for every layout',
    sql: 'SELECT amount FROM transactions;\n'.repeat(101).trim(),
    status: 413,
    code: 'limit_exceeded',
  },
  {
    name: 'a text of over a million characters',
    sql: `SELECT '${'x'.repeat(1_100_000)}'`,
    status: 413,
    code: 'limit_exceeded',
  },
  {
    name: 'deeply nested parentheses',
    sql: `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    status: 413,
    code: 'limit_exceeded',
  },
] as const;

describe.each(wrong)('$name', ({ sql, status, ...expected }) => {
  test('is told as JSON with its place', async () => {
    const response = await served.post('/estimate.json', { sql });
    const { error } = (await response.json()) as ErrorBody;
    expect(response.status).toBe(status);
    if ('code' in expected) expect(error.code).toBe(expected.code);
    if ('line' in expected) expect(error).toMatchObject({ line: expected.line, column: expected.column });
    expect(error.message).toMatch(/\S{3,}/);
  });

  test('keeps the text in the form and says what is wrong', async () => {
    const response = await served.post('/', { sql });
    const html = await response.text();
    expect(response.status).toBe(status);
    const kept = plainText(html.slice(html.indexOf('<textarea'), html.indexOf('</textarea>')));
    expect(kept).toBe(sql);
    expect(html).toContain('class="notice blocking"');
  });
});

test('an error names its line and column, shows the line with a caret and the nearest name', async () => {
  const html = await (
    await served.get('/', { sql: 'SELECT category,\n  sum(amuont)\nFROM transactions' })
  ).text();
  const notice = html.slice(html.indexOf('class="notice'), html.indexOf('class="controls"'));
  expect(plainText(notice)).toContain('line 2, column 7');
  expect(plainText(notice)).toContain('Did you mean amount?');
  expect(notice).toContain('  sum(<mark>amuont</mark>)');
  expect(notice).toMatch(/>\s{6}\^{6}</);
});

test('an unknown region and an unknown database are errors, never a silent default', async () => {
  const region = await served.get('/estimate.json', { sql: 'SELECT 1', region: 'us-east-9' });
  expect(region.status).toBe(400);
  expect(((await region.json()) as ErrorBody).error).toMatchObject({
    code: 'unknown_region',
    message: expect.stringContaining('Did you mean us-east-'),
  });
  const database = await served.get('/estimate.json', {
    sql: 'SELECT * FROM transactions',
    database: 'nowhere',
  });
  expect(database.status).toBe(400);
});

test('a query without text is an error only where JSON is asked for', async () => {
  expect((await served.get('/estimate.json')).status).toBe(400);
  expect((await served.get('/compare.json')).status).toBe(400);
  expect((await served.get('/')).status).toBe(200);
});

test('a wrong number of runs keeps the text, and is said at its field, whatever was answered before', async () => {
  const sql = 'SELECT amount FROM transactions';
  expect((await served.post('/', { sql })).status).toBe(200);
  for (const path of ['/', '/run']) {
    const response = await served.post(path, { sql, runs: '12 or "more"' });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(plainText(html.slice(html.indexOf('<textarea'), html.indexOf('</textarea>')))).toBe(sql);
    expect(html).toContain(
      'value="12 or &quot;more&quot;" aria-invalid="true" aria-describedby="runs-problem"',
    );
    expect(html).toContain('id="runs-problem"');
    expect(plainText(html)).toContain(
      'Runs a month: a number above 0 and at most 1,000,000,000 was expected, not 12 or "more".',
    );
  }
});

test.each(['0', '-1', '1000000001', '1e3'])(
  'runs a month that the command line refuses are refused alike: %s',
  async (runs) => {
    const response = await served.get('/estimate.json', { sql: 'SELECT amount FROM transactions', runs });
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toContain('a number above 0 and at most 1,000,000,000');
  },
);

test('a query that does not run every month has a bill of a month, and stays so in its links', async () => {
  const question = { sql: 'SELECT amount FROM transactions', runs: '0.25' };
  const report = await (await served.get('/estimate.json', question)).json();
  expect(report.statements[0].runsPerMonth).toBe(0.25);
  const html = await (await served.get('/', question)).text();
  expect(html).toContain('value="0.25"');
  expect(html).toContain('&amp;runs=0.25');
  expect(plainText(html)).toContain('--runs-per-month 0.25');
});

describe('a field that makes no sense', () => {
  const sql = 'SELECT amount FROM transactions';
  const wrong: readonly [field: string, written: string, told: string][] = [
    ['runs', '1,000', 'Runs a month: a number above 0 and at most 1,000,000,000 was expected, not 1,000.'],
    ['runs', '-5', 'a number above 0'],
    ['runs', '1.5x', 'a number above 0'],
    ['runs', 'abc', 'a number above 0'],
    ['size', '99', 'My table is: a position from 0 to 7 was expected, not 99.'],
    ['size', '-1', 'My table is'],
    ['region', 'nope', 'No Athena price is known for region nope.'],
    ['region', 'x'.repeat(5_000), 'No Athena price is known for region xxx'],
    ['database', 'nope', 'Database nope is not in the catalog.'],
  ];

  test.each(wrong)('%s=%s is named on the page, which keeps the query', async (field, written, told) => {
    const response = await served.get('/', { sql, [field]: written });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(plainText(html.slice(html.indexOf('<textarea'), html.indexOf('</textarea>')))).toBe(sql);
    expect(plainText(html.slice(html.indexOf('id="problem"'), html.indexOf('class="controls"')))).toContain(
      told,
    );
    expect(textOf(html, `${field}-problem`)).toMatch(/ is needed$/);
    expect(html).toMatch(
      new RegExp(`id="${field}"[^>]* aria-invalid="true" aria-describedby="${field}-problem"`),
    );
    expect(html.match(/aria-invalid/g)).toHaveLength(1);
  });

  test.each([
    ['runs', '1,000'],
    ['size', '99'],
  ])('%s=%s leaves the estimate as it is without it', async (field, written) => {
    const [right, odd] = await Promise.all(
      [{ sql }, { sql, [field]: written }].map(async (one) => (await served.get('/', one)).text()),
    );
    expect(textOf(odd ?? '', 'price')).toBe(textOf(right ?? '', 'price'));
    expect(odd).not.toContain('id="month"');
  });

  test('is named where it is not needed, and on every page', async () => {
    const told = 'Layout: a database of the catalog was expected, not nope.';
    const qualified = { sql: 'SELECT amount FROM csv.transactions', database: 'nope' };
    expect(plainText(await (await served.get('/', qualified)).text())).toContain(told);
    for (const path of ['/compare', '/advice', '/what-if']) {
      const response = await served.get(path, { sql, runs: 'abc', size: '99' });
      const text = plainText(await response.text());
      expect(response.status).toBe(400);
      expect(text).toContain('was expected, not abc. My table is: a position');
    }
  });

  test('is told beside an answer that is swapped in, and no longer after the next one', async () => {
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const part = async (more: Readonly<Record<string, string>>): Promise<string> =>
      (await served.post('/', { sql, ...more }, { headers })).text();
    expect(textOf(await part({ runs: 'abc' }), 'runs-problem')).toMatch(/is needed$/);
    expect(textOf(await part({ region: 'nope' }), 'region-problem')).toMatch(/is needed$/);
    expect(textOf(await part({ runs: '3' }), 'runs-problem')).toBe('');
  });
});

test('a field sent twice, a wrong number of runs and a body that is no form are refused', async () => {
  const twice = await fetch(`${served.url}/estimate.json?sql=SELECT+1&sql=SELECT+2`);
  expect(twice.status).toBe(400);
  expect((await served.get('/estimate.json', { sql: 'SELECT 1', runs: 'many' })).status).toBe(400);
  const broken = await fetch(`${served.url}/estimate.json`, {
    method: 'POST',
    body: '{"sql": ',
    headers: { 'Content-Type': 'application/json' },
  });
  expect(broken.status).toBe(400);
  expect(((await broken.json()) as ErrorBody).error.code).toBe('usage');
});

test('a body over the limit is refused with 413, and the server goes on', async () => {
  const response = await served.post('/', { sql: 'x'.repeat(5_000_000) });
  expect(response.status).toBe(413);
  expect(plainText(await response.text())).toContain('is over the limit of 4,000,000 bytes');
  expect((await served.get('/health')).status).toBe(200);
});

test('an address that is not there is a page or JSON with status 404', async () => {
  const page = await served.get('/nowhere');
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('There is no GET /nowhere here.');
  const json = await served.get('/nowhere.json');
  expect(json.status).toBe(404);
  expect(((await json.json()) as ErrorBody).error.code).toBe('not_found');
});

test('a form of JSON is read as well', async () => {
  const response = await fetch(`${served.url}/estimate.json`, {
    method: 'POST',
    body: JSON.stringify({ sql: 'SELECT amount FROM transactions', database: 'parquet' }),
    headers: { 'Content-Type': 'application/json' },
  });
  expect(response.status).toBe(200);
});
