import { packageFolder } from '../../estimator/package-folder.js';
import { createProcessPool } from '../processes/process-pool.js';
import { watchFolder } from './folder-watch.js';
import type { Job, JobResults } from './job.js';

export interface JobLimits {
  readonly deadlineMs: number;
  /** Everything in the job's folder together. */
  readonly diskBytes: number;
  /** Ends the job; `runJob` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** Of these the decompressors' WebAssembly reserves 4.4 GiB and Node 1 GiB without using them (measured on Node 20). */
const addressSpaceBytes = 9 * 2 ** 30;

const work: Readonly<Record<Job['kind'], string>> = {
  rewrite: 'Writing the layout',
  inspect: 'Looking through the file',
  declare: 'Reading the DDL',
};

/**
 * Does a job in a process of its own, so that the server goes on whatever the job needs. Rejects with `DryRunError`:
 * what the job throws, `query_timeout` at the deadline, `limit_exceeded` for the disk, `query_failed` where memory ran out.
 */
export async function runJob<Kind extends Job['kind']>(
  job: Extract<Job, { kind: Kind }>,
  { deadlineMs, diskBytes, signal }: JobLimits,
): Promise<JobResults[Kind]> {
  const watch = watchFolder(job.folder, diskBytes);
  const pool = createProcessPool<null, Job, JobResults[Kind]>({
    script: packageFolder('dist', 'server', 'jobs', 'job-worker.js'),
    opening: null,
    workers: 1,
    queueLimit: 0,
    waitingMs: 0,
    addressSpaceBytes,
    priority: 'low',
    words: { one: work[job.kind], many: 'jobs' },
  });
  try {
    return await pool.ask(job, { deadlineMs, signal: AbortSignal.any([signal, watch.signal]) });
  } finally {
    watch.stop();
    await pool.close();
  }
}
