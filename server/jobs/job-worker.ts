import { DryRunError } from '../../estimator/errors.js';
import { diskFull } from '../disk-full.js';
import { plainMessage } from '../engine/plain-message.js';
import { declareTables } from '../own-data/declare-tables.js';
import { inspectFile } from '../own-data/inspect-file.js';
import { answerParent } from '../processes/answer-parent.js';
import { rewriteTable } from '../what-if/rewrite-table.js';
import type { Job, JobResults } from './job.js';

type JobResult = JobResults[Job['kind']];

/** The child process of one job. What goes wrong in it is due to the user's data, and told. */
answerParent<null, Job, JobResult>(async () => async (job) => {
  try {
    return await resultOf(job);
  } catch (thrown) {
    const error = diskFull(thrown);
    if (error instanceof DryRunError) throw error;
    const detail = plainMessage(error instanceof Error ? error.message : String(error));
    throw new DryRunError('query_failed', { detail });
  }
});

function resultOf(job: Job): Promise<JobResult> {
  if (job.kind === 'rewrite') return rewriteTable(job);
  return job.kind === 'inspect' ? inspectFile(job) : declareTables(job);
}
