import { DryRunError, type ErrorCode, type ErrorData, isErrorCode } from '../../estimator/errors.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { checkFaithful } from './dialect/check-faithful.js';
import type { Engine, EngineOptions, QueryRequest } from './engine.js';
import type { QueryResult } from './query-result.js';
import { startWorker, type WorkerAnswer, WorkerGone, type WorkerProcess } from './worker-process.js';

const defaults = {
  workers: 1,
  queueLimit: 8,
  addressSpaceBytes: 4 * 2 ** 30,
  memoryLimitBytes: 2 ** 30,
  rowLimit: 1000,
  resultBytesLimit: 4_000_000,
  deadlineMs: 30_000,
};

/** Views over thousands of files take seconds to make; more than this is a fault. */
const openingMs = 60_000;

interface Slot {
  worker: Promise<WorkerProcess> | null;
}

/** An engine with its child processes; they start at the first query and are started again after a kill. */
export function createEngine(options: EngineOptions): Engine {
  const settings = { ...defaults, ...options };
  const slots: readonly Slot[] = Array.from({ length: settings.workers }, () => ({ worker: null }));
  const free: Slot[] = [...slots];
  const waiting: ((slot: Slot | null) => void)[] = [];
  let closed = false;

  const open = async (): Promise<WorkerProcess> => {
    const worker = startWorker(settings.addressSpaceBytes);
    const ready = worker.nextAnswer();
    const { tables, memoryLimitBytes } = settings;
    worker.send({ kind: 'open', tables, memoryLimitBytes, threads: 2 });
    const late = endsEarly(openingMs, undefined);
    try {
      const answer = await Promise.race([ready, late.promise]);
      if (answer.kind === 'ready') return worker;
      throw answer.kind === 'result' ? noSuchAnswer : errorOf(answer);
    } catch (error) {
      await worker.kill();
      throw error;
    } finally {
      late.cancel();
    }
  };

  /** Slots are handed on in the order of asking; null: the engine closes, or the caller gave up. */
  const nextSlot = (signal: AbortSignal | undefined): Promise<Slot | null> =>
    new Promise((resolve) => {
      const take = (slot: Slot | null): void => {
        signal?.removeEventListener('abort', leave);
        resolve(slot);
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(take), 1);
        resolve(null);
      };
      waiting.push(take);
      signal?.addEventListener('abort', leave, { once: true });
    });

  const takeSlot = async (signal: AbortSignal | undefined): Promise<Slot> => {
    signal?.throwIfAborted();
    const idle = closed ? undefined : free.pop();
    if (idle !== undefined) return idle;
    if (!closed && waiting.length >= settings.queueLimit) {
      const detail = `As many queries as may wait (${waiting.length}) are waiting already. Try again in a moment.`;
      throw new DryRunError('busy', { detail });
    }
    const slot = closed ? null : await nextSlot(signal);
    if (slot !== null) return slot;
    signal?.throwIfAborted();
    throw new DryRunError('busy', { detail: 'The server is stopping.' });
  };

  const discard = async (slot: Slot): Promise<void> => {
    const worker = await slot.worker?.catch(() => null);
    slot.worker = null;
    await worker?.kill();
  };

  const releaseSlot = (slot: Slot): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(slot);
    else next(slot);
  };

  return {
    async run(request) {
      const sql = await translate(request.sql);
      const slot = await takeSlot(request.signal);
      try {
        slot.worker ??= open();
        const worker = await slot.worker;
        return await runOn(worker, sql, { ...settings, ...request }, slot);
      } catch (error) {
        if (!(error instanceof DryRunError) || error.code === 'internal') await discard(slot);
        throw error;
      } finally {
        releaseSlot(slot);
      }
    },
    async close() {
      closed = true;
      for (const leave of waiting.splice(0)) leave(null);
      await Promise.all(slots.map(discard));
    },
  };
}

/** Athena's SQL in DuckDB's words; throws `syntax` or `not_faithful`. */
async function translate(sql: string): Promise<string> {
  const parser = await loadParser();
  checkFaithful(parser.parseQuery(sql));
  const translated = parser.toDuckdb(sql);
  if (translated === null) throw new DryRunError('not_faithful', { what: 'This query' });
  return translated;
}

type Settings = typeof defaults & QueryRequest;

async function runOn(
  worker: WorkerProcess,
  sql: string,
  settings: Settings,
  slot: Slot,
): Promise<QueryResult> {
  const {
    database,
    columns = null,
    scansOnce = false,
    rowLimit,
    resultBytesLimit,
    keep = null,
    deadlineMs,
    signal,
    onProgress,
  } = settings;
  const answer = worker.nextAnswer(onProgress);
  const query = { sql, database, columns, scansOnce, rowLimit, resultBytesLimit, keep };
  worker.send({ kind: 'run', query });
  const ended = endsEarly(deadlineMs, signal);
  const end = async (): Promise<void> => {
    answer.catch(() => undefined);
    slot.worker = null;
    await worker.kill();
  };
  try {
    const first = await Promise.race([answer, ended.promise]);
    if (first.kind === 'result') return first.result;
    if (first.kind === 'ended') await end();
    throw first.kind === 'ready' ? noSuchAnswer : errorOf(first);
  } catch (error) {
    if (!(error instanceof WorkerGone)) throw error;
    await end();
    throw new DryRunError('query_failed', { detail: 'it needed more memory than a query may have.' });
  } finally {
    ended.cancel();
  }
}

const noSuchAnswer = new DryRunError('internal', { detail: 'the worker answered what was not asked' });

/** Why a query is no longer waited for, beside the answers of its worker. */
interface Ended {
  readonly kind: 'ended';
  readonly error: unknown;
}

/** Resolves at the deadline or when the caller gives up. */
function endsEarly(
  deadlineMs: number,
  signal: AbortSignal | undefined,
): { readonly promise: Promise<Ended>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const promise = new Promise<Ended>((resolve) => {
    const onAbort = (): void => resolve({ kind: 'ended', error: signal?.reason });
    const timer = setTimeout(() => {
      const seconds = Math.round(deadlineMs / 100) / 10;
      resolve({ kind: 'ended', error: new DryRunError('query_timeout', { seconds }) });
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

function errorOf(answer: Ended | Extract<WorkerAnswer, { kind: 'error' }>): unknown {
  if (answer.kind === 'ended') return answer.error;
  const { code, data } = answer;
  if (!isErrorCode(code)) return new DryRunError('internal', { detail: code });
  return new DryRunError<ErrorCode>(code, data as ErrorData[ErrorCode]);
}
