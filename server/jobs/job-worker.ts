import { DryRunError } from '../../estimator/errors.js';
import { diskFull } from '../disk-full.js';
import { plainMessage } from '../engine/plain-message.js';
import { inspectFile } from '../own-data/inspect-file.js';
import { rewriteTable } from '../what-if/rewrite-table.js';
import type { Job, JobAnswer } from './job.js';

/** The child process of one job: it answers once and ends. */

async function answerTo(job: Job): Promise<JobAnswer> {
  try {
    return {
      kind: 'done',
      result: job.kind === 'rewrite' ? await rewriteTable(job) : await inspectFile(job),
    };
  } catch (thrown) {
    const error = diskFull(thrown);
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
