import { DryRunError } from '../../estimator/errors.js';
import { type OpenDatabase, openDatabase } from './open-database.js';
import type { QueryProgress } from './query-progress.js';
import { runQuery } from './run-query.js';
import type { FromWorker, ToWorker } from './worker-message.js';

/** The child process: owns one locked DuckDB, runs one query at a time, and may be killed at any moment. */

let database: OpenDatabase | null = null;

function answer(message: FromWorker): void {
  process.send?.(message);
}

function tellProgress(progress: QueryProgress): void {
  answer({ kind: 'progress', progress });
}

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'open') {
    database = await openDatabase(message);
    answer({ kind: 'ready' });
    return;
  }
  if (database === null) throw new DryRunError('internal', { detail: 'the worker is not open' });
  answer({ kind: 'result', result: await runQuery(database, message.query, tellProgress) });
}

process.on('message', (message: ToWorker) => {
  handle(message).catch((error: unknown) => {
    const known =
      error instanceof DryRunError
        ? error
        : new DryRunError('internal', { detail: error instanceof Error ? error.message : String(error) });
    answer({ kind: 'error', code: known.code, data: known.data });
  });
});

process.on('disconnect', () => process.exit(0));
