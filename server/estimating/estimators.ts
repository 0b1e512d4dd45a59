import { availableParallelism } from 'node:os';
import type { AdviceReport } from '../../estimator/advice-report.js';
import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import { packageFolder } from '../../estimator/package-folder.js';
import type { Comparison, Report } from '../../estimator/report.js';
import type { Limits } from '../limits.js';
import { createProcessPool } from '../processes/process-pool.js';
import type { Question } from '../question.js';
import type { TextLimits } from '../refuse-long-text.js';
import type { AddedTable } from './added-table.js';
import type { EstimateRequest, EstimatorOptions } from './estimate-request.js';

/**
 * Processes that estimate. Some short texts are much work (CTEs that double, long IN lists over many layouts): in a
 * process of their own they hold up no other page, and end at their deadline.
 */
export interface Estimators {
  /**
   * Rejects with `DryRunError`: what `estimate` throws, `busy`, `query_timeout`, and `limit_exceeded` for too many
   * statements or a report that is too large.
   */
  readonly report: (question: Question, added: readonly AddedTable[]) => Promise<Report>;
  /** Rejects as `report` does. */
  readonly comparison: (question: Question, added: readonly AddedTable[]) => Promise<Comparison>;
  /** Rejects as `report` does. `comparison`: of the same question, where it is known already. */
  readonly advice: (
    question: Question,
    added: readonly AddedTable[],
    comparison: Comparison | null,
  ) => Promise<AdviceReport>;
  readonly close: () => Promise<void>;
}

/** Of these WebAssembly and Node reserve 13 GiB without using them, and a process at rest uses 0.2 (measured on Node 20). */
const addressSpaceBytes = 18 * 2 ** 30;

/** A page of the largest report still renders in a fraction of a second. */
const answerBytesLimit = 4_000_000;

/** One client's slow texts keep the machine busy with these; one process more is there for everybody else. */
const mostBusy = Math.min(Math.max(2, availableParallelism()), 4);

/** Starts the processes over catalogs that do not change while they live; rejects where those cannot be loaded. */
export async function startEstimators(
  sources: readonly CatalogSource[],
  limits: TextLimits & Pick<Limits, 'estimateDeadlineMs' | 'estimatesWaiting'>,
): Promise<Estimators> {
  const pool = createProcessPool<EstimatorOptions, EstimateRequest, string>({
    script: packageFolder('dist', 'server', 'estimating', 'estimate-worker.js'),
    opening: { sources, text: limits, answerBytesLimit },
    workers: mostBusy + 1,
    queueLimit: limits.estimatesWaiting,
    waitingMs: limits.estimateDeadlineMs,
    addressSpaceBytes,
    priority: 'normal',
    words: { one: 'The estimate', many: 'estimates' },
  });
  await pool.open();
  const ask = async (request: EstimateRequest): Promise<unknown> =>
    JSON.parse(await pool.ask(request, { deadlineMs: limits.estimateDeadlineMs }));
  return {
    // The process answers what it is asked for.
    report: async (question, added) => (await ask({ wants: 'report', question, added })) as Report,
    comparison: async (question, added) =>
      (await ask({ wants: 'comparison', question, added })) as Comparison,
    advice: async (question, added, comparison) =>
      (await ask({ wants: 'advice', question, added, comparison })) as AdviceReport,
    close: pool.close,
  };
}
