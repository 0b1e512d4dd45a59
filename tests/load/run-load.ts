import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childProcesses, isRunning } from '../server/faults/child-processes.js';
import { type LoadResult, putLoad } from './put-load.js';

/**
 * `npm run load`: 50 people type while 5 run heavy queries, then 10,000 estimates as fast as they go. Prints ratios,
 * because a shared machine makes times of their own meaningless; exits 1 where one is too high or an answer is wrong.
 */
const limits = { p99ToIdleMedian: 20, memoryToStart: 1.5 };

const script = fileURLToPath(new URL('serve-for-load.ts', import.meta.url));
const server = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await announced(server);
const pid = server.pid ?? 0;
const failures: string[] = [];

const base = { url, thinkMs: 0, estimatingUsers: 1, runningUsers: 0 };
// Whatever grows with use only once has grown: compiled code, the pools of DuckDB, the remembered answers.
await putLoad({ ...base, estimatingUsers: 10, runningUsers: 2, estimates: 500 });
await settle();
const startBytes = memoryBytes();

const idle = await putLoad({ ...base, estimates: 200 });
const idleMedianMs = quantile(idle.estimateMs, 0.5);
print(`idle: one user, 200 estimates with their comparison, median ${idleMedianMs.toFixed(1)} ms`);

const load = await putLoad({
  ...base,
  estimatingUsers: 50,
  runningUsers: 5,
  estimates: 1_000,
  thinkMs: 2_000,
});
tell('load: 50 users estimate every two seconds, 5 run heavy queries', load);
const ratio = quantile(load.estimateMs, 0.99) / idleMedianMs;
print(`  p99 is ${ratio.toFixed(1)} x the idle median (at most ${limits.p99ToIdleMedian})`);
if (ratio > limits.p99ToIdleMedian) failures.push('estimates are too slow under load');
await tellMemory('after the load');

const soak = await putLoad({ ...base, estimatingUsers: 50, estimates: 10_000 });
tell('soak: 10,000 estimates of 50 users without a pause', soak);
await tellMemory('after the soak');

const workers = childProcesses(pid);
server.kill('SIGTERM');
await once(server, 'exit');
const left = workers.filter(isRunning);
print(`processes left after SIGTERM: ${left.length}`);
if (left.length > 0) failures.push('processes are left');
for (const failure of failures) print(`FAILED: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function announced(child: ChildProcess): Promise<string> {
  let told = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  while (!told.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 50));
  return /http:\S+/.exec(told)?.[0] ?? '';
}

function tell(what: string, { estimateMs, runMs, refused, wrong }: LoadResult): void {
  const [median, p99] = [quantile(estimateMs, 0.5), quantile(estimateMs, 0.99)];
  print(what);
  print(`  ${estimateMs.length} estimates, median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  print(`  ${runMs.length} runs, ${refused} announced refusals (503, 429), ${wrong.length} wrong answers`);
  for (const answer of wrong.slice(0, 3)) print(`  wrong: ${answer}`);
  if (wrong.length > 0) failures.push('an answer is wrong');
}

async function tellMemory(when: string): Promise<void> {
  await settle();
  const times = memoryBytes() / startBytes;
  print(`  memory of all processes ${when}: ${times.toFixed(2)} x its start (${megabytes(memoryBytes())})`);
  if (times > limits.memoryToStart) failures.push(`memory stays high ${when}`);
}

/** Garbage is collected by then. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10_000));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** Resident memory of the server and its workers. */
function memoryBytes(): number {
  const pids = [pid, ...childProcesses(pid)].join();
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', pids], { encoding: 'utf8' }).trim().split(/\s+/);
  return kilobytes.reduce((sum, text) => sum + Number(text) * 1024, 0);
}
