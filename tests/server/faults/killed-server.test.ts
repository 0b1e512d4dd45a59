import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { endlessRun } from '../heavy-sql.js';
import { childProcesses, isRunning } from './child-processes.js';
import { serveProgram } from './serve-program.js';

const root = scratchFolder();
const rows = Array.from({ length: 3_000 }, (_, index) => `${index},${index / 2}`).join('\n');

test('a killed server takes its workers with it, also one whose query DuckDB is still at', async () => {
  put(root, 'transactions/a.csv', `id,amount\n${rows}\n`);
  const { url, child } = await serveProgram(root);
  const parent = child.pid ?? 0;
  const asked = fetch(`${url}/run.json`, { method: 'POST', body: new URLSearchParams({ sql: endlessRun }) });
  asked.catch(() => undefined);
  await expect.poll(() => childProcesses(parent, 'worker').length, { timeout: 20_000 }).toBe(1);
  const [worker = 0] = childProcesses(parent, 'worker');
  await untilBusy(worker);
  const workers = childProcesses(parent);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect.poll(() => workers.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  await expect(asked).rejects.toThrow();
});

/** On a machine that has no time for it, the query may only just have begun. */
async function untilBusy(pid: number): Promise<void> {
  for (let look = 0; look < 50 && cpuSeconds(pid) < 2; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function cpuSeconds(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'cputimes=', '-p', String(pid)], { encoding: 'utf8' }));
}
