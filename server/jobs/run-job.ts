import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DryRunError } from '../../estimator/errors.js';
import { packageFolder } from '../../estimator/package-folder.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { goneError } from '../processes/gone-error.js';
import { reportedError } from '../processes/reported-error.js';
import { spawnLimited } from '../processes/spawn-limited.js';
import type { Job, JobAnswer, JobResults } from './job.js';

export interface JobLimits {
  readonly deadlineMs: number;
  /** Everything in the job's folder together. */
  readonly diskBytes: number;
  /** Ends the job; `runJob` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** Of these the decompressors' WebAssembly reserves 4.4 GiB and Node 1 GiB without using them (measured on Node 20). */
const addressSpaceBytes = 9 * 2 ** 30;

/** How often the size of the folder is looked at: a fast disk writes some 200 MB meanwhile. */
const lookMs = 200;

/**
 * Does a job in a process of its own, so that the server goes on whatever the job needs. Rejects with `DryRunError`:
 * what the job throws, `query_timeout` at the deadline, `limit_exceeded` for the disk, `query_failed` where memory ran out.
 */
export async function runJob<Kind extends Job['kind']>(
  job: Extract<Job, { kind: Kind }>,
  limits: JobLimits,
): Promise<JobResults[Kind]> {
  limits.signal.throwIfAborted();
  const child = spawnLimited(packageFolder('dist', 'server', 'jobs', 'job-worker.js'), {
    addressSpaceBytes,
    priority: 'low',
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // It could not be started.
    child.once('error', () => resolve());
  });
  const ended = new AbortController();
  try {
    const answer = await new Promise<JobAnswer>((resolve, reject) => {
      child.once('message', (message: JobAnswer) => resolve(message));
      child.once('error', reject);
      child.once('exit', (_code, signal) => reject(goneError(signal)));
      limits.signal.addEventListener('abort', () => reject(limits.signal.reason), { signal: ended.signal });
      failLate(limits, reject, ended.signal);
      watchFolder(job.folder, limits, reject, ended.signal);
      child.send(job);
    });
    if (answer.kind === 'failed') throw reportedError(answer);
    // The child answers the kind of job that it was sent.
    return answer.result as JobResults[Kind];
  } finally {
    ended.abort();
    child.kill('SIGKILL');
    await exited;
  }
}

type Fail = (error: unknown) => void;

function failLate({ deadlineMs }: JobLimits, fail: Fail, ended: AbortSignal): void {
  const seconds = Math.round(deadlineMs / 100) / 10;
  const timer = setTimeout(
    () => fail(new DryRunError('query_timeout', { what: 'The query', seconds })),
    deadlineMs,
  );
  ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

function watchFolder(folder: string, { diskBytes }: JobLimits, fail: Fail, ended: AbortSignal): void {
  const look = async (): Promise<void> => {
    if ((await bytesBelow(folder)) > diskBytes) {
      fail(new DryRunError('limit_exceeded', { what: 'What is written', limit: formatBytes(diskBytes) }));
    } else if (!ended.aborted) timer = setTimeout(look, lookMs);
  };
  let timer = setTimeout(look, lookMs);
  ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

/** Files may come and go meanwhile. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (name) => {
      const status = await stat(join(folder, name)).catch(() => null);
      return status?.isFile() ? status.size : 0;
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
