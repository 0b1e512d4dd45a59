import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../server/start.js';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runInShell } from './run-in-shell.js';
import { plainText, textOf } from './serve-datasets.js';

const root = scratchFolder();
const elsewhere = scratchFolder();
let server: RunningServer;

beforeAll(async () => {
  put(root, 'sales/day=2024-01-01/a.csv', 'id,amount\n1,2.5\n');
  put(root, 'sales/day=2024-01-02/a.csv', 'id,amount\n2,4.5\n3,5\n');
  server = await startServer({
    port: 0,
    host: '127.0.0.1',
    catalog: [{ database: null, path: root }],
    logLevel: 'silent',
    announce: () => undefined,
  });
});

afterAll(() => server.close());

async function ask(path: string, sql: string): Promise<string> {
  const response = await fetch(`${server.url}${path}?${new URLSearchParams({ sql })}`);
  return response.text();
}

test('a data folder is served instead of the built-in datasets', async () => {
  const page = plainText(await ask('/catalog', ''));
  expect(page).toContain('one database');
  expect(page).toContain('sales');
  expect(page).not.toContain('transactions');
});

test('its tables are estimated and run', async () => {
  const answer = JSON.parse(
    await ask('/run.json', "SELECT sum(amount) AS total FROM sales WHERE day = '2024-01-02'"),
  );
  expect(answer.report.statements[0].bytesScanned).toEqual({ low: 20, likely: 20, high: 20 });
  expect(answer.error).toBeUndefined();
  expect(answer.result).toMatchObject({ rows: [[9.5]], bytesRead: 20 });
});

test('copied commands name the catalog that is served', async () => {
  const html = await ask('/', "SELECT sum(amount) FROM sales WHERE day = '2024-01-01'");
  const estimate = runInShell(textOf(html, 'command-line') ?? '', elsewhere);
  expect(estimate).toMatchObject({ status: 0, output: expect.stringContaining('sales') });
  const check = textOf(html, 'check-command') ?? '';
  expect(runInShell(check, elsewhere)).toMatchObject({ status: 0 });
  expect(runInShell(check.replace(/ WHERE.*?(?=' >)/, ''), elsewhere)).toMatchObject({ status: 1 });
});

test('bytes of single columns are not told of a format that stores rows whole', async () => {
  const answer = JSON.parse(await ask('/estimate.json', 'SELECT id FROM sales'));
  const [scan] = (answer.report ?? answer).statements[0].scans;
  expect(scan).toMatchObject({ columns: ['id'] });
  expect(scan).not.toHaveProperty('columnBytes');
});

test('the examples are of its tables', async () => {
  const page = await ask('/', '');
  expect(plainText(page)).toContain('All of sales');
  expect(page).not.toContain('ml_features');
});
