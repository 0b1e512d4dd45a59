import { cpSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeCatalogFromFolder } from '../../../estimator/catalog/take-catalog-from-folder.js';
import { type RunningServer, startServer } from '../../../server/start.js';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { childProcesses, killAll } from './child-processes.js';

const root = scratchFolder();
const catalog = join(root, 'catalog');
const content = 'id,amount\n1,2.5\n2,4.5\n';
let server: RunningServer;

beforeAll(async () => {
  put(root, 'data/sales/day=2024-01-01/a.csv', content);
  put(root, 'data/sales/day=2024-01-02/a.csv', content);
  put(root, 'other/sales/a.csv', `id,price\n${'3,1.5\n'.repeat(1_000)}`);
  await takeCatalogFromFolder(join(root, 'data'), catalog);
  await takeCatalogFromFolder(join(root, 'other'), join(root, 'other-catalog'));
  server = await startServer({
    port: 0,
    host: '127.0.0.1',
    catalog: [{ database: null, path: catalog }],
    logLevel: 'silent',
    announce: () => undefined,
  });
});

afterAll(() => server.close());

let asked = 0;

/** No two texts are the same, so that no answer is remembered. */
async function estimatedBytes(): Promise<number> {
  asked += 1;
  const sql = `SELECT sum(amount) AS total_${asked} FROM sales WHERE day = '2024-01-01'`;
  const response = await fetch(`${server.url}/estimate.json?${new URLSearchParams({ sql })}`);
  const report = await response.json();
  return report.total.bytesScanned.likely;
}

function replaceCatalog(by: string): void {
  rmSync(`${catalog}.old`, { recursive: true, force: true });
  cpSync(by, `${catalog}.new`, { recursive: true });
  renameSync(catalog, `${catalog}.old`);
  renameSync(`${catalog}.new`, catalog);
}

test('a catalog that is replaced, again and again, is served as it was', async () => {
  const served = join(root, 'kept-catalog');
  cpSync(catalog, served, { recursive: true });
  const estimates: Promise<number>[] = [];
  for (const by of [join(root, 'other-catalog'), served, join(root, 'other-catalog')]) {
    estimates.push(estimatedBytes());
    replaceCatalog(by);
    estimates.push(estimatedBytes(), estimatedBytes());
    await estimates.at(-1);
  }
  expect(new Set(await Promise.all(estimates))).toEqual(new Set([content.length]));
});

test('also by processes that are started later, and without any catalog', async () => {
  rmSync(catalog, { recursive: true, force: true });
  killAll(childProcesses(process.pid, 'estimate-worker'));
  await expect.poll(() => childProcesses(process.pid, 'estimate-worker')).toEqual([]);
  expect(await estimatedBytes()).toBe(content.length);
  const page = await (await fetch(`${server.url}/catalog`)).text();
  expect(page).toContain('sales');
});

test('data that has changed is not run beside estimates of what it was', async () => {
  const run = async () => {
    const query = new URLSearchParams({ sql: 'SELECT count(*) FROM sales' });
    return (await fetch(`${server.url}/run.json?${query}`)).json();
  };
  expect((await run()).result.rows).toEqual([[4]]);
  const file = join(root, 'data/sales/day=2024-01-02/a.csv');
  // As long as before, so that only its time tells.
  writeFileSync(file, content.replace('4.5', '9.5'));
  utimesSync(file, new Date(), new Date(Date.now() + 5_000));
  expect((await run()).error).toMatchObject({
    code: 'query_failed',
    message: expect.stringContaining('have changed since the server was started'),
  });
  killAll(childProcesses(process.pid, 'worker'));
  expect((await run()).error).toMatchObject({ code: 'query_failed' });
  rmSync(file);
  expect((await run()).error).toMatchObject({ code: 'query_failed' });
  expect(await estimatedBytes()).toBe(content.length);
});
