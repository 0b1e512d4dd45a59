import { DryRunError } from '../../estimator/errors.js';
import { askingClient } from '../asking-client.js';
import { goneError } from './gone-error.js';
import { reportedError } from './reported-error.js';
import type { ProcessLimits } from './spawn-limited.js';
import { takeTurns } from './turns.js';
import { unlessAborted } from './unless-aborted.js';
import type { WorkerFault } from './worker-message.js';
import { startWorker, type WorkerAnswer, WorkerGone, type WorkerProcess } from './worker-process.js';

export interface PoolOptions<Options> extends ProcessLimits {
  /** Path of the program, whose whole is `answerParent`. */
  readonly script: string;
  /** What each process is opened with. */
  readonly opening: Options;
  /** Processes, each answering one question at a time. One client never keeps all of several. */
  readonly workers: number;
  /** Questions that may wait; one more, and one of the client that has most waiting is refused with `busy`. */
  readonly queueLimit: number;
  /** Of a question, for a process that is free. */
  readonly waitingMs: number;
  /** What is asked, for messages. */
  readonly words: { readonly one: string; readonly many: string };
}

export interface AskOptions<Progress> {
  /** From the moment a process takes the question. */
  readonly deadlineMs: number;
  /** Stops the question, also while it waits; `ask` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Child processes that answer untrusted questions; one that is late, broken or no longer wanted is killed. */
export interface ProcessPool<Question, Answer, Progress = never> {
  /** Starts all processes now, not at the first questions; rejects where one cannot be opened. */
  readonly open: () => Promise<void>;
  /** Rejects with `DryRunError`: what the process throws, `busy`, `query_timeout`, `query_failed`. */
  readonly ask: (question: Question, options: AskOptions<Progress>) => Promise<Answer>;
  /** Refuses new questions, ends the processes and waits until they are gone. */
  readonly close: () => Promise<void>;
}

/** Views over thousands of files take seconds to make; more than this is a fault. */
const openingMs = 60_000;

interface Slot<Worker> {
  worker: Promise<Worker> | null;
}

/** The processes start at the first question, and again after a kill. */
export function createProcessPool<Options, Question, Answer, Progress = never>(
  options: PoolOptions<Options>,
): ProcessPool<Question, Answer, Progress> {
  type Worker = WorkerProcess<Options, Question, Answer, Progress>;
  const slots = Array.from({ length: options.workers }, (): Slot<Worker> => ({ worker: null }));
  const { queueLimit, waitingMs } = options;
  const closing = new AbortController();
  const turns = takeTurns(slots, { queueLimit, waitingMs, waiters: options.words.many });

  const open = async (): Promise<Worker> => {
    const worker: Worker = startWorker(options.script, options);
    const ready = worker.nextAnswer();
    worker.send({ kind: 'open', options: options.opening });
    const late = endsEarly({ deadlineMs: openingMs, signal: closing.signal }, options.words.one);
    try {
      const answer = await Promise.race([ready, late.promise]);
      if (answer.kind === 'ready') return worker;
      throw errorOf(answer);
    } catch (error) {
      ready.catch(() => undefined);
      await worker.kill();
      throw error;
    } finally {
      late.cancel();
    }
  };

  const workerOf = async (slot: Slot<Worker>): Promise<Worker> => {
    const known = await slot.worker?.catch(() => null);
    if (known?.isAlive() === true) return known;
    const opening = open();
    opening.catch(() => undefined);
    slot.worker = opening;
    return opening;
  };

  const discard = async (slot: Slot<Worker>): Promise<void> => {
    const worker = await slot.worker?.catch(() => null);
    slot.worker = null;
    await worker?.kill();
  };

  const askOn = async (
    slot: Slot<Worker>,
    question: Question,
    asked: AskOptions<Progress>,
  ): Promise<Answer> => {
    const worker = await unlessAborted(workerOf(slot), asked.signal);
    const answer = worker.nextAnswer(asked.onProgress);
    worker.send({ kind: 'ask', question });
    const ended = endsEarly(asked, options.words.one);
    try {
      const first = await Promise.race([answer, ended.promise]);
      if (first.kind === 'answer') return first.answer;
      if (first.kind !== 'error') await discard(slot);
      throw errorOf(first);
    } finally {
      answer.catch(() => undefined);
      ended.cancel();
    }
  };

  return {
    async open() {
      await Promise.all(slots.map(workerOf));
    },
    async ask(question, asked) {
      const slot = await turns.take(askingClient(), asked.signal);
      try {
        return await askOn(slot, question, asked).catch((error: unknown) => {
          // It was killed while nobody asked, which shows only now.
          if (error instanceof WorkerGone && !error.hadBegun) return askOn(slot, question, asked);
          throw error;
        });
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error;
        await discard(slot);
        throw closing.signal.aborted ? closing.signal.reason : goneError(error.signal);
      } finally {
        turns.giveBack(slot);
      }
    },
    async close() {
      closing.abort(new DryRunError('busy', { detail: 'The server is stopping.' }));
      turns.close();
      await Promise.all(slots.map(discard));
    },
  };
}

/** Why a question is no longer waited for, beside the answers of its worker. */
interface Ended {
  readonly kind: 'ended';
  readonly error: unknown;
}

/** Resolves at the deadline or when the caller gives up. */
function endsEarly(
  { deadlineMs, signal }: Pick<AskOptions<never>, 'deadlineMs' | 'signal'>,
  what: string,
): { readonly promise: Promise<Ended>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const promise = new Promise<Ended>((resolve) => {
    const onAbort = (): void => resolve({ kind: 'ended', error: signal?.reason });
    const timer = setTimeout(() => {
      const seconds = Math.round(deadlineMs / 100) / 10;
      resolve({ kind: 'ended', error: new DryRunError('query_timeout', { what, seconds }) });
    }, deadlineMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    cancel = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  return { promise, cancel };
}

function errorOf(failure: Ended | WorkerAnswer<unknown>): unknown {
  if (failure.kind === 'ended') return failure.error;
  if (failure.kind === 'error') return reportedError(failure);
  return failure.kind === 'fault' ? faultOf(failure) : new Error('the worker answered what was not asked');
}

function faultOf({ name, frames }: WorkerFault): Error {
  const fault = new Error('a worker failed');
  fault.name = name;
  fault.stack = [name, ...frames.map((frame) => `    ${frame}`)].join('\n');
  return fault;
}
