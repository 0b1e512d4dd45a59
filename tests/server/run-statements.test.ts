import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPage } from './run-page.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const script = [
  'CREATE TABLE cheap AS',
  "SELECT category FROM transactions WHERE month = '01';",
  'DROP TABLE old;',
  "SELECT 'second' AS which, count(*) AS n FROM transactions;",
  'SELECT nothing FROM transactions;',
  'SELECT count(*) FROM cheap',
].join('\n');

async function run(form: Readonly<Record<string, string>>) {
  const response = await served.post('/run.json', { sql: script, ...form });
  return { status: response.status, body: await response.json() };
}

describe('a text of several statements', () => {
  test('runs the first that can be run', async () => {
    const { status, body } = await run({});
    expect(status).toBe(200);
    expect(body.result).toMatchObject({ statement: 1, columns: [{ name: 'category', type: 'varchar' }] });
    expect(body.result.expectedBytes).toEqual(body.report.statements[0].bytesScanned);
    expect(body.result.bytesRead).toBe(body.result.expectedBytes.likely);
  });

  test('runs the one that is asked for, and compares with its own estimate', async () => {
    const { body } = await run({ statement: '3' });
    expect(body.result.rows).toEqual([['second', 5000]]);
    expect(body.result.expectedBytes).toEqual(body.report.statements[2].bytesScanned);
  });

  test.each([
    ['2', 422, 'not_faithful', /DDL statement/],
    ['4', 400, 'unknown_column', /nothing/],
    [
      '5',
      422,
      'no_rows',
      /cheap has no rows here to run on: a statement that would make it writes nothing here/,
    ],
    ['6', 400, 'usage', /the text has 5/],
    ['x', 400, 'usage', /whole number/],
  ])('says why statement %s is not run', async (statement, status, code, message) => {
    const answer = await run({ statement });
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('points to the function that cannot be run faithfully', async () => {
    const sql = 'SELECT 1;\nSELECT count(*),\n  approx_distinct(user_id) FROM transactions';
    const { status, body } = await run({ sql, statement: '2' });
    expect(status).toBe(422);
    expect(body.error).toMatchObject({ code: 'not_faithful', line: 3, column: 3 });
  });

  test('shows each statement by its line and first words, with a button or the reason', async () => {
    const html = await (await served.get('/', { sql: script })).text();
    const choices = html.slice(html.indexOf('id="run-choices"'), html.indexOf('</ol>'));
    const buttons = [...choices.matchAll(/<button[^>]*name="statement" value="(\d)"/g)].map(
      ([, number]) => number,
    );
    expect(buttons).toEqual(['1', '3', '4', '5']);
    const text = plainText(choices).replace(/\s+/g, ' ');
    expect(text).toContain('line 1 CREATE TABLE cheap AS SELECT category FROM transactions');
    expect(text).toContain('Its query runs and the rows are shown; nothing is written.');
    expect(text).toContain('line 3 DROP TABLE old Not run: it changes the catalog');
  });

  test('marks the one whose rows are shown', async () => {
    const html = await runPage(served, { sql: script, statement: '3' });
    expect(plainText(html.slice(html.indexOf('<li class="shown">'), html.indexOf('shown above')))).toContain(
      'line 4',
    );
    expect(html).toContain('<td class="text">second</td>');
  });

  test('a hostile statement is text in the list', async () => {
    const html = await (await served.get('/', { sql: `SELECT '<b>x</b>'; SELECT "<script>"` })).text();
    expect(html).toContain('SELECT &#39;&lt;b&gt;x&lt;/b&gt;&#39;');
    expect(html).not.toContain('<b>x');
  });

  test('one SELECT alone needs no list', async () => {
    const html = await (await served.get('/', { sql: 'SELECT 1' })).text();
    expect(textOf(html, 'run-choices-title')).toBeNull();
  });
});
