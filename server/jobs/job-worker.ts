import { DryRunError } from '../../estimator/errors.js';
import { plainMessage } from '../engine/plain-message.js';
import { rewriteTable } from '../what-if/rewrite-table.js';
import type { Job, JobAnswer, JobResults } from './job.js';

/** The child process of one job: it answers once and ends. */

const workers: { [Kind in Job['kind']]: (job: Extract<Job, { kind: Kind }>) => Promise<JobResults[Kind]> } = {
  rewrite: rewriteTable,
};

async function answerTo(job: Job): Promise<JobAnswer> {
  try {
    return { kind: 'done', result: await workers[job.kind](job) };
  } catch (error) {
    const detail = plainMessage(error instanceof Error ? error.message : String(error));
    const { code, data } = error instanceof DryRunError ? error : new DryRunError('query_failed', { detail });
    return { kind: 'failed', code, data };
  }
}

process.once('message', async (job: Job) => {
  const answer = await answerTo(job);
  process.send?.(answer, () => process.exit(0));
});

process.on('disconnect', () => process.exit(0));
