import { createEngine } from '../engine/create-engine.js';
import type { Engine, QueryRequest } from '../engine/engine.js';
import type { EngineTable } from '../engine/engine-table.js';
import type { QueryResult } from '../engine/query-result.js';
import { takeTurns } from '../processes/turns.js';

/** Runs queries on tables that were written for a trial: each in an engine of its own that ends with it, one at a time. */
export interface LayoutEngines {
  /** Rejects as `Engine.run` does. */
  readonly run: (tables: readonly EngineTable[], request: QueryRequest) => Promise<QueryResult>;
  /** Ends what runs, and refuses what waits. */
  readonly close: () => Promise<void>;
}

/** Nothing starts before the first query. */
export function createLayoutEngines(): LayoutEngines {
  const turns = takeTurns(['turn'], { queueLimit: 4, waitingMs: 30_000, waiters: 'trials of layouts' });
  let running: Engine | null = null;
  return {
    async run(tables, request) {
      const turn = await turns.take(null, request.signal);
      const engine = createEngine({ tables, memoryLimitBytes: 2 ** 29 });
      running = engine;
      try {
        return await engine.run(request);
      } finally {
        await engine.close();
        running = null;
        turns.giveBack(turn);
      }
    },
    async close() {
      turns.close();
      await running?.close();
    },
  };
}
