import { availableParallelism } from 'node:os';
import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import { packageFolder } from '../../estimator/package-folder.js';
import type { Limits } from '../limits.js';
import { createProcessPool } from '../processes/process-pool.js';
import type { Question } from '../question.js';
import type { TextLimits } from '../refuse-long-text.js';
import type { AddedTable } from './added-table.js';
import type {
  EstimateAnswers,
  EstimateKind,
  EstimatePart,
  EstimateRequest,
  EstimatorOptions,
} from './estimate-request.js';

/**
 * Processes that estimate. Some short texts are much work (CTEs that double, long IN lists over many layouts): in a
 * process of their own they hold up no other page, and end at their deadline.
 */
export interface Estimators {
  /**
   * The answers that are wanted, from one process, each as soon as it is there. They reject with `DryRunError`: what
   * `estimate`, `compare` and `advise` throw, `busy`, `query_timeout`, and `limit_exceeded` for too many statements or an
   * answer that is too large.
   */
  readonly ask: <Kind extends EstimateKind>(
    question: Question,
    added: readonly AddedTable[],
    wants: readonly Kind[],
  ) => Asked<Kind>;
  readonly close: () => Promise<void>;
}

export type Asked<Kind extends EstimateKind> = {
  readonly [Each in Kind]: Promise<EstimateAnswers[Each]>;
};

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
  const pool = createProcessPool<EstimatorOptions, EstimateRequest, null, EstimatePart>({
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
  const { estimateDeadlineMs: deadlineMs } = limits;
  return {
    ask(question, added, wants) {
      const waiting = new Map<EstimateKind, Waiting>();
      const promises = wants.map((kind) => {
        const promise = new Promise<unknown>((resolve, reject) => waiting.set(kind, { resolve, reject }));
        promise.catch(() => undefined);
        return [kind, promise];
      });
      const onProgress = ({ kind, json }: EstimatePart): void => waiting.get(kind)?.resolve(JSON.parse(json));
      const fail = (error: unknown): void => {
        for (const { reject } of waiting.values()) reject(error);
      };
      const told = pool.ask({ wants, question, added }, { deadlineMs, onProgress });
      told.then(() => fail(new Error('the process did not answer what it was asked')), fail);
      // The process answers what it is asked for.
      return Object.fromEntries(promises);
    },
    close: pool.close,
  };
}

/** What settles the promise of an answer; it does nothing where that is settled. */
interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}
