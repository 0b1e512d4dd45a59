import { DryRunError, type ErrorCode, type ErrorData, isErrorCode } from '../../estimator/errors.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { checkFaithful } from './dialect/check-faithful.js';
import type { Engine, EngineOptions, QueryRequest } from './engine.js';
import type { QueryResult } from './query-result.js';
import type { FromWorker } from './worker-message.js';
import { startWorker, WorkerGone, type WorkerProcess } from './worker-process.js';

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
  busy: boolean;
}

/** An engine with its child processes; they start at the first query and are started again after a kill. */
export function createEngine(options: EngineOptions): Engine {
  const settings = { ...defaults, ...options };
  const slots: Slot[] = Array.from({ length: settings.workers }, () => ({ worker: null, busy: false }));
  const waiting: (() => void)[] = [];
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
      throw answer.kind === 'error'
        ? errorOf(answer)
        : new DryRunError('internal', { detail: 'no database' });
    } catch (error) {
      await worker.kill();
      throw error;
    } finally {
      late.cancel();
    }
  };

  const takeSlot = async (signal: AbortSignal | undefined): Promise<Slot> => {
    for (;;) {
      if (closed) throw new DryRunError('busy', { detail: 'The server is stopping.' });
      signal?.throwIfAborted();
      const free = slots.find(({ busy }) => !busy);
      if (free !== undefined) {
        free.busy = true;
        return free;
      }
      if (waiting.length >= settings.queueLimit) {
        const detail = `${waiting.length} queries are waiting already. Try again in a moment.`;
        throw new DryRunError('busy', { detail });
      }
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  };

  const discard = async (slot: Slot): Promise<void> => {
    const worker = await slot.worker?.catch(() => null);
    slot.worker = null;
    await worker?.kill();
  };

  const releaseSlot = (slot: Slot): void => {
    slot.busy = false;
    waiting.shift()?.();
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
      for (const wake of waiting.splice(0)) wake();
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
    deadlineMs,
    signal,
  } = settings;
  const answer = worker.nextAnswer();
  worker.send({ kind: 'run', query: { sql, database, columns, scansOnce, rowLimit, resultBytesLimit } });
  const ended = endsEarly(deadlineMs, signal);
  try {
    const first = await Promise.race([answer, ended.promise]);
    if (first.kind === 'result') return first.result;
    if (first.kind === 'error') throw errorOf(first);
    throw new DryRunError('internal', { detail: 'the worker gave no result' });
  } catch (error) {
    if (error instanceof DryRunError && error.code !== 'query_timeout') throw error;
    answer.catch(() => undefined);
    slot.worker = null;
    await worker.kill();
    if (!(error instanceof WorkerGone)) throw error;
    throw new DryRunError('query_failed', { detail: 'it needed more memory than a query may have.' });
  } finally {
    ended.cancel();
  }
}

/** Rejects at the deadline or when the caller gives up. */
function endsEarly(
  deadlineMs: number,
  signal: AbortSignal | undefined,
): { readonly promise: Promise<never>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal?.reason);
    const timer = setTimeout(() => {
      reject(new DryRunError('query_timeout', { seconds: Math.round(deadlineMs / 100) / 10 }));
    }, deadlineMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    cancel = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  promise.catch(() => undefined);
  return { promise, cancel };
}

function errorOf({ code, data }: Extract<FromWorker, { kind: 'error' }>): DryRunError {
  if (!isErrorCode(code)) return new DryRunError('internal', { detail: code });
  return new DryRunError<ErrorCode>(code, data as ErrorData[ErrorCode]);
}
