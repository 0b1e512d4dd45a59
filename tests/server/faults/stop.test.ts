import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { endlessEstimate } from '../heavy-sql.js';
import { childProcesses, isRunning } from './child-processes.js';
import { serveProgram } from './serve-program.js';

const root = scratchFolder();
const rows = Array.from({ length: 3_000 }, (_, index) => `${index},${index / 2}`).join('\n');

function ask(url: string, path: string, sql: string): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams({ sql }) });
}

test('SIGTERM ends what runs with an answer, and leaves no process and no file', async () => {
  put(root, 'transactions/a.csv', `id,amount\n${rows}\n`);
  const server = await serveProgram(root);
  const parent = server.child.pid ?? 0;
  await (await ask(server.url, '/run.json', 'SELECT count(*) FROM transactions')).arrayBuffer();
  const asked = [
    ask(
      server.url,
      '/run.json',
      'SELECT count(*) FROM transactions a, transactions b, transactions c, transactions d',
    ),
    ask(server.url, '/estimate.json', endlessEstimate),
  ];
  await slowDownload(server.url);
  const workers = childProcesses(parent);
  expect(workers.length).toBeGreaterThanOrEqual(3);

  const stopped = server.stop();
  for (const response of await Promise.all(asked)) {
    expect(response.status).toBe(503);
    expect((await response.json()).error).toMatchObject({
      code: 'busy',
      message: 'The server is stopping.',
    });
  }
  expect(await stopped).toBe(0);
  expect(workers.filter(isRunning)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.includes(`-${parent}-`))).toEqual([]);
  expect(server.log()).not.toContain('amount <');
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
});

test('SIGTERM also ends what visitors bring, and layouts that are being written', async () => {
  put(root, 'large/a.csv', `id,amount\n${'1234567,2.5\n'.repeat(1_500_000)}`);
  const server = await serveProgram(root);
  const parent = server.child.pid ?? 0;
  const post = (path: string, form: Readonly<Record<string, string>>) =>
    fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const alters = Array.from({ length: 20_000 }, (_, index) => `ALTER TABLE x ADD COLUMNS (c${index} int);`);
  const asked = [
    post('/data/ddl', { ddl: `CREATE EXTERNAL TABLE x (a int) LOCATION 's3://b/x/'; ${alters.join(' ')}` }),
    post('/what-if.json', { sql: 'SELECT * FROM large', storage: 'parquet-zstd', sort: 'amount' }),
  ];
  await expect.poll(() => childProcesses(parent, 'job-worker').length, { timeout: 30_000 }).toBe(2);
  const workers = childProcesses(parent);
  const stopped = server.stop();
  for (const response of await Promise.all(asked)) {
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
    expect(await response.text()).toContain('The server is stopping.');
  }
  expect(await stopped).toBe(0);
  expect(workers.filter(isRunning)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.includes(`-${parent}-`))).toEqual([]);
});

/** A client that reads nothing keeps its connection; it must not keep the server. */
function slowDownload(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/`, (response) => {
      response.pause();
      response.on('error', () => undefined);
      resolve();
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('the log tells of each request, and holds neither SQL nor rows', async () => {
  put(root, 'transactions/a.csv', `id,amount\n${rows}\n`);
  const server = await serveProgram(root, { logLevel: 'info' });
  const secret = 'SELECT id AS secretword FROM transactions WHERE amount = 1234.5';
  await (await fetch(`${server.url}/?${new URLSearchParams({ sql: secret })}`)).arrayBuffer();
  await (await ask(server.url, '/run.json', secret)).arrayBuffer();
  await (await ask(server.url, '/run.json', `${secret} secretword`)).arrayBuffer();
  await (await ask(server.url, '/estimate.json', 'SELECT secretword FROM secretword')).arrayBuffer();
  expect(await server.stop()).toBe(0);
  const [announced = '', ...lines] = server.log().trimEnd().split('\n');
  expect(announced).toContain('The playground is at');
  const told = lines.map((line) => JSON.parse(line)).map(({ req, res }) => [req.path, res.statusCode]);
  expect(told).toEqual([
    ['/', 200],
    ['/run.json', 200],
    ['/run.json', 400],
    ['/estimate.json', 400],
  ]);
  expect(server.log()).not.toMatch(/secretword|1234/);
});
