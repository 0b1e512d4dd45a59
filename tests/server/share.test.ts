import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStoredQueries } from '../../server/stored-queries/stored-queries.js';
import { runInShell } from './run-in-shell.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

let served: ServedDatasets;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-share-'));
  served = await serveDatasets({ state: join(folder, 'state') });
});

afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const longSql = `SELECT sum(amount) -- ${'"<script>" '.repeat(2_000)}\nFROM transactions`;

async function linkOf(form: Readonly<Record<string, string>>): Promise<string> {
  const kept = await served.post('/link', form, { redirect: 'manual' });
  expect(kept.status).toBe(303);
  return kept.headers.get('location') ?? '';
}

describe('a query that is too long for a link', () => {
  test('gets a short one, which is the same question', async () => {
    const question = { sql: longSql, database: 'csv', region: 'sa-east-1', runs: '30' };
    const offer = await (await served.post('/', question)).text();
    expect(offer).toContain('formaction="/link"');
    const link = await linkOf(question);
    expect(link.length).toBeLessThan(100);
    const html = await (await fetch(served.url + link)).text();
    expect(textOf(html, 'price')).toBe(textOf(offer, 'price'));
    expect(html).toContain('<option selected>csv</option>');
    expect(html).toContain(`value="30"`);
    expect(plainText(html.slice(html.indexOf('<textarea'), html.indexOf('</textarea>')))).toBe(longSql);
  });

  test('has its twins, layouts and comparison under the short link too', async () => {
    const html = await (await fetch(served.url + (await linkOf({ sql: longSql, database: 'csv' })))).text();
    const links = [...html.matchAll(/(?:href|src)="(\/[^"#]*\?query=[^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBeGreaterThan(10);
    for (const link of new Set(links)) {
      const response = await fetch(served.url + link.replaceAll('&amp;', '&'));
      expect([link, response.status]).toEqual([link, 200]);
    }
    const whole = await served.post('/estimate.json', { sql: longSql, database: 'csv' });
    const twin = await fetch(
      served.url + (await linkOf({ sql: longSql, database: 'csv' })).replace('/?', '/estimate.json?'),
    );
    expect((await twin.json()).total).toEqual((await whole.json()).total);
  });

  test('is asked anew as soon as the text is another', async () => {
    const id = new URL(served.url + (await linkOf({ sql: longSql }))).searchParams.get('query') ?? '';
    const html = await (await served.post('/', { query: id, sql: 'SELECT 1', database: 'csv' })).text();
    expect(html).toContain('/?sql=SELECT+1&amp;database=csv');
  });

  test('stays the address of the text, whatever else is changed', async () => {
    const address = await linkOf({ sql: longSql, database: 'csv' });
    const id = new URL(served.url + address).searchParams.get('query') ?? '';
    const changed = { sql: longSql, database: 'json', region: 'sa-east-1', size: '3' };
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const part = await served.post('/', changed, { headers });
    const expected = { query: id, database: 'json', region: 'sa-east-1', size: '3' };
    const shown = part.headers.get('hx-replace-url') ?? '';
    expect(Object.fromEntries(new URL(served.url + shown).searchParams)).toEqual(expected);
    const posted = await served.post('/', changed);
    expect(Object.fromEntries(new URL(posted.url).searchParams)).toEqual(expected);
    const other = await served.post('/', { ...changed, sql: `${longSql} ` }, { headers });
    expect(other.headers.get('hx-replace-url')).not.toContain('query=');
  });

  test('in place, with htmx, becomes the address', async () => {
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const part = await served.post('/link', { sql: longSql, database: 'csv' }, { headers });
    expect(part.headers.get('hx-replace-url')).toMatch(/^\/\?query=[\w-]{16}&database=csv/);
    expect(await part.text()).toContain('Link to this estimate');
  });
});

test.each(['AAAAAAAAAAAAAAAA', '../../etc/passwd', '', 'a'.repeat(5_000)])(
  'a link that nothing is kept under is not found: %s',
  async (query) => {
    const response = await served.get('/', { query });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('no kept query');
  },
);

test('nothing and too much is not kept', async () => {
  expect((await served.post('/link', { sql: ' ' })).status).toBe(400);
  expect((await served.post('/link', { sql: 'x'.repeat(1_000_001) })).status).toBe(413);
  const foreign = await served.post(
    '/link',
    { sql: longSql },
    { headers: { 'Sec-Fetch-Site': 'cross-site' } },
  );
  expect(foreign.status).toBe(403);
});

describe('what is kept', () => {
  test('outlives the server, and is the same for the same text', () => {
    const state = join(folder, 'kept');
    const id = createStoredQueries(state, 1_000).keep('SELECT 1');
    expect(createStoredQueries(state, 1_000).keep('SELECT 1')).toBe(id);
    expect(createStoredQueries(state, 1_000).find(id)).toBe('SELECT 1');
    expect(readdirSync(state)).toEqual([`${id}.sql`]);
    expect(statSync(join(state, `${id}.sql`)).mode & 0o077).toBe(0);
  });

  test('is the text it was, or gone', () => {
    const state = join(folder, 'changed');
    const stored = createStoredQueries(state, 1_000);
    const id = stored.keep('SELECT 1');
    writeFileSync(join(state, `${id}.sql`), 'SELECT 2');
    expect(stored.find(id)).toBeNull();
  });

  test('has a limit: the oldest go first, the newest stays', () => {
    const state = join(folder, 'full');
    const stored = createStoredQueries(state, 1_000);
    const ids = ['a', 'b', 'c'].map((letter, index) => {
      const id = stored.keep(letter.repeat(400));
      if (index < 2) utimesSync(join(state, `${id}.sql`), index, index);
      return id;
    });
    expect(ids.map((id) => stored.find(id)?.slice(0, 1) ?? null)).toEqual([null, 'b', 'c']);
    expect(stored.find(stored.keep('d'.repeat(2_000)))).toBe('d'.repeat(2_000));
  });

  test('a folder that takes nothing is told', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => createStoredQueries(file, 1_000).keep('SELECT 1')).toThrow('cannot keep the query');
  });
});

describe('as a check in CI', () => {
  async function pageOf(sql: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    return (await served.get('/', { sql, database: 'parquet_snappy_by_month', ...more })).text();
  }

  async function checkCommandOf(sql: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    return textOf(await pageOf(sql, more), 'check-command') ?? '';
  }

  const inShell = (commands: string) => runInShell(commands, mkdtempSync(join(folder, 'ci-')));

  const january = "SELECT category, 'it''s' AS note\nFROM transactions WHERE year = '2024' AND month = '01'";

  test('passes as it stands, and refuses what reads more', async () => {
    const commands = await checkCommandOf(january);
    expect(inShell(commands)).toMatchObject({ status: 0 });
    const { status, output } = inShell(commands.replace("AND month = '\\''01'\\''", ''));
    expect(status, output).toBe(1);
    expect(output).toContain('statement');
  });

  test('is of the data that the check looks at, wherever the slider stands', async () => {
    const commands = await checkCommandOf(january, { size: '7' });
    expect(commands).toBe(await checkCommandOf(january));
    expect(inShell(commands)).toMatchObject({ status: 0 });
    const { status, output } = inShell(commands.replace("AND month = '\\''01'\\''", ''));
    expect(status, output).toBe(1);
  });

  test('says which data the commands go by', async () => {
    const html = await pageOf(january, { size: '7' });
    for (const note of ['command-note', 'check-note']) {
      expect(textOf(html, note)).toMatch(/data as it is here.*not the scaled figures of this page\.$/);
      expect(textOf(await pageOf(january), note)).not.toContain('scaled');
    }
  });

  test('of several statements holds each', async () => {
    const commands = await checkCommandOf(`${january};\nSELECT * FROM transactions`);
    expect(inShell(commands)).toMatchObject({ status: 0 });
  });

  test('of what scans nothing lets nothing be scanned', async () => {
    const commands = await checkCommandOf('SELECT 1');
    expect(commands).toContain('statement=0B');
    expect(inShell(commands)).toMatchObject({ status: 0 });
  });
});
