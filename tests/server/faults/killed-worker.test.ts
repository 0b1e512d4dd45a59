import { afterAll, beforeAll, expect, test } from 'vitest';
import { endlessEstimate, endlessRun } from '../heavy-sql.js';
import { type ServedDatasets, serveDatasets } from '../serve-datasets.js';
import { childProcesses, killAll, type WorkerName } from './child-processes.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

/** Kills the workers, also those that are started again, until the answer is there. */
async function killUntilAnswered(asked: Promise<Response>, name: WorkerName): Promise<Response> {
  let killed = 0;
  const timer = setInterval(() => {
    const pids = childProcesses(process.pid, name);
    killAll(pids);
    killed += pids.length;
  }, 300);
  try {
    const response = await asked;
    expect(killed).toBeGreaterThan(0);
    return response;
  } finally {
    clearInterval(timer);
  }
}

test.each([
  { name: 'worker', path: '/run.json', sql: endlessRun },
  { name: 'estimate-worker', path: '/estimate.json', sql: endlessEstimate },
] as const)(
  'a killed $name is told as 503 and the next question is answered',
  async ({ name, path, sql }) => {
    const response = await killUntilAnswered(served.post(path, { sql }), name);
    const { error } = await response.json();
    expect({ status: response.status, code: error.code }).toEqual({ status: 503, code: 'busy' });
    expect(response.headers.get('retry-after')).toBe('10');
    const next = await served.post('/run.json', { sql: 'SELECT count(*) FROM transactions' });
    expect((await next.json()).result.rows).toEqual([[5000]]);
  },
);

test('workers that are killed while nobody asks are not missed', async () => {
  await served.post('/run.json', { sql: 'SELECT 1' });
  const killed = childProcesses(process.pid);
  expect(killed.length).toBeGreaterThanOrEqual(2);
  killAll(killed);
  await expect.poll(() => childProcesses(process.pid).filter((pid) => killed.includes(pid))).toEqual([]);
  const next = await served.post('/run.json', { sql: 'SELECT count(*), 2 FROM transactions' });
  expect((await next.json()).result.rows).toEqual([[5000, 2]]);
});

test('a killed upload leaves nothing and is told', async () => {
  const file = new Blob([`a,b,c\n${'1,2,three\n'.repeat(2_000_000)}`]);
  let status = 200;
  // A job that ends before it is killed has its answer.
  for (let attempt = 0; attempt < 5 && status === 200; attempt += 1) {
    const body = new FormData();
    body.set('file', file, 'large.csv');
    const upload = fetch(`${served.url}/data.json`, { method: 'POST', body });
    status = (await killUntilAnswered(upload, 'job-worker')).status;
  }
  expect(status).toBe(503);
  expect((await served.get('/health')).status).toBe(200);
});
