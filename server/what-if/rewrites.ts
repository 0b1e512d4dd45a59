import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog, Table } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import type { EngineTable } from '../engine/engine-table.js';
import { runJob } from '../jobs/run-job.js';
import { temporaryFolder } from '../temporary-folder.js';
import type { LayoutChoice } from './layout-choice.js';
import { rewrittenCatalog } from './rewritten-folders.js';

/** Tables written once more in another layout; each is remembered for some minutes and then deleted. */
export interface Rewrites {
  /**
   * Gives the table in the layout that is chosen to `work`, writing it first where it is not there; it stays at least
   * until `work` ends. Rejects with `DryRunError`: busy, query_timeout, limit_exceeded, query_failed.
   */
  readonly use: <Result>(
    table: EngineTable,
    choice: LayoutChoice,
    work: (rewritten: RewrittenTable) => Promise<Result>,
  ) => Promise<Result>;
  /** Whether a table is there in that layout, or soon. */
  readonly has: (table: EngineTable, choice: LayoutChoice) => boolean;
  /** Forgets what was made of files below a folder, as soon as it is not in use. */
  readonly forget: (folder: string) => void;
  /** Ends what is being written and deletes everything. */
  readonly close: () => Promise<void>;
}

export interface RewrittenTable {
  readonly table: Table;
  /** Path of the catalog folder that it is in. */
  readonly catalog: string;
}

export interface RewriteLimits {
  readonly deadlineMs: number;
  /** Of one rewrite, its sorting included. */
  readonly diskBytes: number;
  /** From the last use. */
  readonly keptMs: number;
  /** More are deleted, the one that was used longest ago first. */
  readonly kept: number;
  /** Rewrites that may wait for the one that is being written. */
  readonly queueLimit: number;
  readonly memoryLimitBytes: number;
}

const defaultLimits: RewriteLimits = {
  deadlineMs: 60_000,
  diskBytes: 2e9,
  keptMs: 5 * 60_000,
  kept: 8,
  queueLimit: 4,
  memoryLimitBytes: 2 ** 30,
};

interface Entry {
  readonly source: EngineTable;
  readonly made: Promise<Made>;
  uses: number;
  /** Deleted as soon as nobody uses it. */
  isForgotten: boolean;
  timer: NodeJS.Timeout | null;
}

interface Made {
  readonly folder: string;
  readonly catalog: Catalog;
  readonly table: Table;
}

/** Nothing is written before the first use. */
export function createRewrites(options: Partial<RewriteLimits> = {}): Rewrites {
  const limits = { ...defaultLimits, ...options };
  const entries = new Map<string, Entry>();
  const closing = new AbortController();
  const deletions = new Set<Promise<void>>();
  const root = temporaryFolder('what-if');
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const make = async (table: EngineTable, choice: LayoutChoice): Promise<Made> => {
    const folder = await mkdtemp(join(await root.path(), 'rewrite-'));
    try {
      const { deadlineMs, diskBytes, memoryLimitBytes } = limits;
      const job = { kind: 'rewrite', table, choice, folder, memoryLimitBytes } as const;
      await runJob<'rewrite'>(job, { deadlineMs, diskBytes, signal: closing.signal });
      const catalog = await loadCatalog([{ database: table.database, path: rewrittenCatalog(folder) }]);
      const made = catalog.databases.get(table.database)?.tables.get(table.table);
      if (made?.kind === 'table') return { folder, catalog, table: made };
      catalog.close();
      throw new DryRunError('internal', { detail: 'the rewritten table is not in its catalog' });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };

  /** One at a time: a second writer would make both slower. */
  const makeInTurn = (table: EngineTable, choice: LayoutChoice): Promise<Made> => {
    if (closing.signal.aborted) throw closing.signal.reason;
    if (waiting > limits.queueLimit) {
      throw new DryRunError('busy', {
        detail: `${waiting} layouts are waiting to be written. Try again in a minute.`,
      });
    }
    waiting += 1;
    const made = last
      .then(() => make(table, choice))
      .finally(() => {
        waiting -= 1;
      });
    last = made.catch(() => undefined);
    return made;
  };

  const drop = (key: string, entry: Entry): void => {
    if (entries.get(key) === entry) entries.delete(key);
    if (entry.timer !== null) clearTimeout(entry.timer);
    const deletion = entry.made
      .then(async ({ catalog, folder }) => {
        catalog.close();
        await rm(folder, { recursive: true, force: true });
      })
      .catch(() => undefined)
      .finally(() => deletions.delete(deletion));
    deletions.add(deletion);
  };

  const entryFor = (key: string, table: EngineTable, choice: LayoutChoice): Entry => {
    const known = entries.get(key);
    const entry = known ?? {
      source: table,
      made: makeInTurn(table, choice),
      uses: 0,
      isForgotten: false,
      timer: null,
    };
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const release = (key: string, entry: Entry): void => {
    entry.uses -= 1;
    if (entry.uses > 0) return;
    if (entry.isForgotten) {
      drop(key, entry);
      return;
    }
    entry.timer = setTimeout(() => drop(key, entry), limits.keptMs);
    entry.timer.unref();
    const idle = [...entries].filter(([, { uses }]) => uses === 0);
    for (const [oldest, unused] of idle.slice(0, Math.max(0, entries.size - limits.kept)))
      drop(oldest, unused);
  };

  return {
    async use(table, choice, work) {
      const key = keyOf(table, choice);
      const entry = entryFor(key, table, choice);
      if (entry.timer !== null) clearTimeout(entry.timer);
      entry.timer = null;
      entry.uses += 1;
      try {
        const made = await entry.made.catch((error: unknown) => {
          entry.isForgotten = true;
          if (entries.get(key) === entry) entries.delete(key);
          throw error;
        });
        return await work({ table: made.table, catalog: rewrittenCatalog(made.folder) });
      } finally {
        release(key, entry);
      }
    },
    has: (table, choice) => entries.has(keyOf(table, choice)),
    forget(folder) {
      for (const [key, entry] of entries) {
        const files = typeof entry.source.files === 'string' ? [entry.source.files] : entry.source.files;
        if (!files.some((path) => path.startsWith(join(folder, '/')))) continue;
        entry.isForgotten = true;
        entries.delete(key);
        if (entry.uses === 0) drop(key, entry);
      }
    },
    async close() {
      closing.abort(new DryRunError('busy', { detail: 'The server is stopping.' }));
      for (const [key, entry] of entries) drop(key, entry);
      await last;
      await Promise.all(deletions);
      await root.delete();
    },
  };
}

function keyOf({ database, table, files, columns }: EngineTable, choice: LayoutChoice): string {
  return JSON.stringify([database, table, files, columns, choice]);
}
