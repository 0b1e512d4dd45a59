import { DryRunError } from '../../estimator/errors.js';
import { createEngine } from '../engine/create-engine.js';
import type { Engine, QueryRequest } from '../engine/engine.js';
import type { EngineTable } from '../engine/engine-table.js';
import type { QueryResult } from '../engine/query-result.js';

/** Engines that see the tables of one session each, opened when a query needs one; few at a time. */
export interface OwnEngines {
  /** Rejects as `Engine.run` does, with `busy` where all are at work. */
  readonly run: (
    session: string,
    tables: readonly EngineTable[],
    request: QueryRequest,
  ) => Promise<QueryResult>;
  /** Ends a session's engine: its tables have changed, or it has ended. */
  readonly drop: (session: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Slot {
  readonly engine: Engine;
  running: number;
  timer: NodeJS.Timeout | null;
}

/** A process that nobody uses is ended after this. */
const idleMs = 60_000;

export function createOwnEngines(limit: number): OwnEngines {
  const slots = new Map<string, Slot>();

  const drop = async (session: string): Promise<void> => {
    const slot = slots.get(session);
    if (slot === undefined) return;
    slots.delete(session);
    if (slot.timer !== null) clearTimeout(slot.timer);
    await slot.engine.close();
  };

  const slotFor = (session: string, tables: readonly EngineTable[]): Slot => {
    const known = slots.get(session);
    if (known !== undefined) return known;
    if (slots.size >= limit) {
      const idle = [...slots].find(([, { running }]) => running === 0);
      if (idle === undefined) {
        const detail = 'Other visitors run queries on their own data. Try again in a moment.';
        throw new DryRunError('busy', { detail });
      }
      void drop(idle[0]);
    }
    const slot: Slot = {
      engine: createEngine({ tables, workers: 1, queueLimit: 2, memoryLimitBytes: 2 ** 29 }),
      running: 0,
      timer: null,
    };
    slots.set(session, slot);
    return slot;
  };

  return {
    async run(session, tables, request) {
      const slot = slotFor(session, tables);
      if (slot.timer !== null) clearTimeout(slot.timer);
      slot.running += 1;
      try {
        return await slot.engine.run(request);
      } finally {
        slot.running -= 1;
        if (slot.running === 0 && slots.get(session) === slot) {
          slot.timer = setTimeout(() => void drop(session), idleMs);
          slot.timer.unref();
        }
      }
    },
    drop,
    async close() {
      await Promise.all([...slots.keys()].map(drop));
    },
  };
}
