import { packageFolder } from '../../estimator/package-folder.js';
import { createProcessPool } from '../processes/process-pool.js';
import type { Engine, EngineOptions } from './engine.js';
import type { DatabaseOptions } from './open-database.js';
import type { QueryProgress } from './query-progress.js';
import type { QueryResult } from './query-result.js';
import type { WorkerQuery } from './worker-query.js';

/** Of these the parser's WebAssembly reserves 8.5 GiB and Node 0.7 GiB without using them (measured on Node 20). */
const addressSpaceBytes = 12 * 2 ** 30;

const defaults = {
  workers: 2,
  queueLimit: 8,
  waitingMs: 30_000,
  addressSpaceBytes,
  memoryLimitBytes: 2 ** 30,
};

const queryDefaults = { rowLimit: 1000, resultBytesLimit: 4_000_000, deadlineMs: 30_000 };

/** An engine with its child processes; they start at the first query and are started again after a kill. */
export function createEngine(options: EngineOptions): Engine {
  const { tables, memoryLimitBytes, ...limits } = { ...defaults, ...options };
  const pool = createProcessPool<DatabaseOptions, WorkerQuery, QueryResult, QueryProgress>({
    ...limits,
    script: packageFolder('dist', 'server', 'engine', 'worker.js'),
    opening: { tables, memoryLimitBytes, threads: 2 },
    priority: 'low',
    words: { one: 'The query', many: 'queries' },
  });
  return {
    run(request) {
      const { signal, deadlineMs, onProgress, ...query } = { ...queryDefaults, ...request };
      const { columns = null, scansOnce = false, keep = null } = query;
      return pool.ask({ ...query, columns, scansOnce, keep }, { deadlineMs, signal, onProgress });
    },
    close: pool.close,
  };
}
