import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../server/start.js';
import { put, scratchFolder } from '../catalog/scratch.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';
import { temporaryFolders } from './temporary-folders.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const sql = "SELECT sum(amount) FROM transactions WHERE category = 'food'";
const asked = { sql, database: 'csv', storage: 'parquet-zstd', key1: 'category' };

/** The layouts that were written and are there. Old ones may go at any time, in the background. */
function written(): readonly string[] {
  return temporaryFolders('what-if').flatMap((folder) => readdirSync(folder));
}

interface Side {
  readonly format: string;
  readonly codec: string;
  readonly partitionKeys: readonly string[];
  readonly storedBytes: number;
  readonly objects: number;
  readonly storageUsdPerMonth: number;
  readonly report: {
    readonly statements: readonly {
      readonly scans: readonly { readonly partitions: object | null; readonly columns: readonly string[] }[];
    }[];
    readonly total: { readonly bytesScanned: { readonly low: number; readonly likely: number } };
  };
}

async function ask(form: Readonly<Record<string, string>>): Promise<{ present: Side; changed: Side }> {
  const response = await served.post('/what-if.json', form);
  const answer = await response.json();
  expect(answer.error).toBeUndefined();
  return answer;
}

describe('another layout', () => {
  test('is written and estimated with the same query', async () => {
    const { present, changed } = await ask(asked);
    expect(present).toMatchObject({ format: 'csv', codec: 'none', partitionKeys: [] });
    expect(changed).toMatchObject({
      format: 'parquet',
      codec: 'zstd',
      partitionKeys: ['category'],
      objects: 4,
    });
    expect(changed.storedBytes).toBeGreaterThan(10_000);
    expect(changed.storedBytes).toBeLessThan(present.storedBytes / 2);
    const [scan] = changed.report.statements[0]?.scans ?? [];
    expect(scan).toMatchObject({ partitions: { kept: 1, total: 4 }, columns: ['amount'] });
    expect(changed.report.total.bytesScanned.likely).toBeLessThan(
      present.report.total.bytesScanned.likely / 10,
    );
    expect(present.storageUsdPerMonth).toBeCloseTo((present.storedBytes / 2 ** 30) * 0.023, 12);
  });

  test('is remembered: another query on it is answered without writing', async () => {
    await ask(asked);
    const before = written();
    const { changed } = await ask({ ...asked, sql: 'SELECT count(DISTINCT user_id) FROM transactions' });
    expect(before).toEqual(expect.arrayContaining([...written()]));
    expect(changed.report.statements[0]?.scans[0]?.columns).toEqual(['user_id']);
  });

  test.each(['csv-gzip', 'csv-zstd', 'json-none', 'json-zstd', 'parquet-none'])(
    'can be %s',
    async (storage) => {
      const { changed } = await ask({ sql, database: 'parquet', storage });
      expect(`${changed.format}-${changed.codec}`).toBe(storage);
      const stored = changed.storedBytes;
      if (changed.format !== 'parquet') expect(changed.report.total.bytesScanned.likely).toBe(stored);
      else expect(changed.report.total.bytesScanned.likely).toBeLessThan(stored);
    },
  );

  test('sorted by the filtered column skips row groups', async () => {
    const query = {
      sql: "SELECT amount FROM transactions WHERE user_id = 'USER7'",
      database: 'parquet',
      rows: '10000',
    };
    const sorted = await ask({ ...query, storage: 'parquet-snappy', sort: 'user_id' });
    expect(sorted.changed.report.total.bytesScanned.likely).toBeLessThan(
      sorted.present.report.total.bytesScanned.likely,
    );
  });

  test('of a partitioned table may have a present key among its columns', async () => {
    const query = {
      sql: "SELECT sum(amount) FROM transactions WHERE month = '01'",
      database: 'csv_by_month',
    };
    const { present, changed } = await ask({ ...query, storage: 'csv-none', key1: 'is_fraud' });
    expect(present.partitionKeys).toEqual(['year', 'month']);
    expect(changed.partitionKeys).toEqual(['is_fraud']);
    expect(changed.report.statements[0]?.scans[0]).toMatchObject({ partitions: { kept: 2, total: 2 } });
  });

  test('is scaled to the size of the own table on both sides', async () => {
    const { present, changed } = await ask({ ...asked, size: '4' });
    expect(present.storedBytes).toBe(1e12);
    expect(changed.storedBytes).toBeLessThan(5e11);
    expect(changed.report.total.bytesScanned.likely).toBeLessThan(changed.storedBytes);
  });
});

describe('what cannot be', () => {
  test.each([
    { form: { key1: 'nothing' }, status: 400, says: 'Column nothing cannot be resolved' },
    { form: { key1: 'category', key2: 'category' }, status: 400, says: 'chosen twice' },
    { form: { storage: 'csv-snappy' }, status: 400, says: 'Format: one of' },
    { form: { storage: 'json-none' }, status: 400, says: 'without partitions' },
    { form: { rows: '7' }, status: 400, says: 'Row group: one of' },
    { form: { key1: 'transaction_id' }, status: 413, says: 'over the limit of 1,000' },
    { form: { sql: 'SELECT 1' }, status: 400, says: 'reads no table' },
    { form: { sql: 'SELEC 1' }, status: 400, says: 'Syntax error' },
  ])('$form is told with $status', async ({ form, status, says }) => {
    const response = await served.post('/what-if', { ...asked, ...form });
    expect(response.status).toBe(status);
    expect(plainText(await response.text())).toContain(says);
  });

  test('a GET writes nothing', async () => {
    const response = await served.get('/what-if', { ...asked, storage: 'csv-gzip' });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).not.toContain('what-if-summary');
    expect(plainText(html)).toContain('As it is stored now');
    expect((await served.get('/what-if.json', asked)).status).toBe(404);
  });
});

describe('the address of what was measured', () => {
  const form = { ...asked, sort: 'amount', size: '3' };

  test('names all of it, and a reload shows it again without writing', async () => {
    const response = await served.post('/what-if', form, { redirect: 'manual' });
    expect(response.status).toBe(303);
    const address = response.headers.get('location') ?? '';
    expect(Object.fromEntries(new URLSearchParams(address.replace(/^.*\?/, '')))).toMatchObject({
      ...form,
      table: 'csv.transactions',
    });
    const before = written();
    const html = await (await fetch(served.url + address)).text();
    expect(textOf(html, 'what-if-summary')).toContain('less');
    expect(html).toContain('<option value="amount" selected>');
    expect(before).toEqual(expect.arrayContaining([...written()]));
  });

  test('is the filled form where it was not written, or is no more', async () => {
    const html = await (await served.get('/what-if', { ...form, sort: 'user_id' })).text();
    expect(html).not.toContain('what-if-summary');
    expect(html).toContain('<option value="user_id" selected>');
  });

  test('is the one of a wrong choice too, which is told again', async () => {
    const response = await served.post('/what-if', { ...asked, storage: 'json-none' });
    expect(response.url).toContain('storage=json-none');
    expect(plainText(await response.text())).toContain('without partitions');
  });

  test('of a text too long for one is that of the form', async () => {
    const response = await served.post('/what-if', { ...form, sql: `${sql} -- ${'x'.repeat(20_000)}` });
    expect(response.url).toBe(`${served.url}/what-if`);
    expect(textOf(await response.text(), 'what-if-summary')).toContain('less');
  });
});

test('the page shows both sides, and the playground leads to it', async () => {
  const html = await (await served.post('/what-if', asked)).text();
  expect(textOf(html, 'what-if-summary')).toMatch(/^Scans [\d.,]+ × less and stores [\d.]+ × less\./);
  expect(plainText(html)).toContain('Zstandard, level 3, row groups of 65,536 rows');
  expect(plainText(html)).toContain('read 2026-11-25');
  const playground = await (await served.get('/', { sql, database: 'csv' })).text();
  expect(playground).toContain('href="/what-if?sql=SELECT');
});

describe('of hostile data', () => {
  const root = scratchFolder();
  const hostile = `we"ird'; drop,x<script>`;
  let server: RunningServer;

  beforeAll(async () => {
    put(
      root,
      'odd/a.json',
      `${JSON.stringify({ [hostile]: 'a/b=c', n: 1 })}\n${JSON.stringify({ [hostile]: null, n: 2 })}\n`,
    );
    server = await startServer({
      port: 0,
      host: '127.0.0.1',
      catalog: [{ database: null, path: root }],
      logLevel: 'silent',
      announce: () => undefined,
    });
  });

  test('names, nulls and slashes become partitions that are pruned', async () => {
    const form = {
      sql: `SELECT n FROM odd WHERE "${hostile.replaceAll('"', '""')}" = 'a/b=c'`,
      storage: 'csv-none',
      key1: hostile,
    };
    const response = await fetch(`${server.url}/what-if.json`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { changed, error } = await response.json();
    expect(error).toBeUndefined();
    expect(changed.report.statements[0].scans[0]).toMatchObject({ partitions: { kept: 1, total: 2 } });
    const page = await fetch(`${server.url}/what-if`, { method: 'POST', body: new URLSearchParams(form) });
    expect(await page.text()).not.toContain('<script>');
  });

  test('closing deletes everything, also while a layout is being written', async () => {
    const before = temporaryFolders('what-if').length;
    const form = { sql: 'SELECT n FROM odd', storage: 'json-gzip' };
    const late = fetch(`${server.url}/what-if.json`, {
      method: 'POST',
      body: new URLSearchParams(form),
    }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.close();
    await late;
    expect(temporaryFolders('what-if')).toHaveLength(before - 1);
  });
});
