import { afterAll, beforeAll } from 'vitest';
import { createEngine } from '../../../server/engine/create-engine.js';
import type { Engine } from '../../../server/engine/engine.js';
import type { QueryResult } from '../../../server/engine/query-result.js';

/** Runs the statements of one test file, which bring their rows themselves. */
export function engineWithoutTables(): (sql: string) => Promise<QueryResult> {
  let engine: Engine | null = null;
  beforeAll(() => {
    engine = createEngine({ tables: [] });
  });
  afterAll(() => engine?.close());
  return async (sql) => {
    if (engine === null) throw new Error('the engine is not open yet');
    return engine.run({ sql, database: 'db' });
  };
}
