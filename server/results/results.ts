import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DryRunError } from '../../estimator/errors.js';
import type { KeptRows, RowFileRequest } from '../engine/row-file.js';
import type { Question } from '../question.js';
import { temporaryFolder } from '../temporary-folder.js';
import type { KeptResult, ResultFacts } from './kept-result.js';

/** Rows of the last runs, in files that are deleted when nobody looks at them for a while. */
export interface Results {
  /** A place for the rows of a run, which ends in `add` or `drop`. */
  readonly reserve: () => Promise<Reserved>;
  /** Keeps a result; `owner` is the session that alone may see it, null: whoever knows its id. */
  readonly add: (id: string, owner: string | null, result: NewResult) => Promise<void>;
  readonly drop: (id: string) => Promise<void>;
  /** Rejects with `not_found` for a result that is gone, or another session's. */
  readonly find: (id: string, owner: string | null) => Promise<KeptResult>;
  /** Deletes what a session has run. */
  readonly forget: (owner: string) => void;
  readonly close: () => Promise<void>;
}

export interface Reserved {
  readonly id: string;
  readonly keep: RowFileRequest;
}

export interface NewResult {
  readonly question: Question;
  readonly result: ResultFacts;
  readonly kept: KeptRows;
}

export interface ResultLimits {
  /** Of one result. */
  readonly rows: number;
  readonly bytes: number;
  /** Of all results; over it, the one that was used longest ago goes first. */
  readonly totalBytes: number;
  readonly results: number;
  /** From the last use. */
  readonly idleMs: number;
  readonly rowsPerPage: number;
  readonly bytesPerPage: number;
}

const defaultResultLimits: ResultLimits = {
  rows: 100_000,
  bytes: 32_000_000,
  totalBytes: 512_000_000,
  results: 500,
  idleMs: 15 * 60_000,
  rowsPerPage: 100,
  bytesPerPage: 1_000_000,
};

/** What stays in memory of a result. */
interface Entry {
  readonly owner: string | null;
  readonly kept: KeptRows;
  readonly bytes: number;
  timer: NodeJS.Timeout;
}

export function createResults(options: Partial<ResultLimits> = {}): Results {
  const limits = { ...defaultResultLimits, ...options };
  /** The one that was used longest ago is the first. */
  const entries = new Map<string, Entry>();
  const deletions = new Set<Promise<unknown>>();
  let totalBytes = 0;
  const folder = temporaryFolder('results');

  const drop = async (id: string): Promise<void> => {
    const entry = entries.get(id);
    if (entry !== undefined) {
      entries.delete(id);
      clearTimeout(entry.timer);
      totalBytes -= entry.bytes;
    }
    const path = await folder.path();
    const deletion = Promise.all(
      [rowFileOf(path, id), factFileOf(path, id)].map((file) => rm(file, { force: true })),
    );
    deletions.add(deletion);
    await deletion.finally(() => deletions.delete(deletion));
  };

  const expireLater = (id: string): NodeJS.Timeout => setTimeout(() => void drop(id), limits.idleMs).unref();

  return {
    async reserve() {
      // 128 random bits: whoever knows them may see the rows.
      const id = randomBytes(16).toString('base64url');
      const { rows: rowLimit, bytes: bytesLimit, rowsPerPage, bytesPerPage } = limits;
      const path = rowFileOf(await folder.path(), id);
      return { id, keep: { path, rowLimit, bytesLimit, rowsPerPage, bytesPerPage } };
    },
    async add(id, owner, { question, result, kept }) {
      const facts = JSON.stringify({ question, result } satisfies Facts);
      await writeFile(factFileOf(await folder.path(), id), facts, { mode: 0o600 });
      const bytes = kept.bytes + Buffer.byteLength(facts);
      entries.set(id, { owner, kept, bytes, timer: expireLater(id) });
      totalBytes += bytes;
      for (const oldest of entries.keys()) {
        if (oldest === id || (entries.size <= limits.results && totalBytes <= limits.totalBytes)) break;
        void drop(oldest);
      }
    },
    drop,
    async find(id, owner) {
      const entry = entries.get(id);
      if (entry === undefined || (entry.owner !== null && entry.owner !== owner))
        throw noSuchResult(limits.idleMs);
      clearTimeout(entry.timer);
      entry.timer = expireLater(id);
      entries.delete(id);
      entries.set(id, entry);
      const path = await folder.path();
      // It may be deleted meanwhile.
      const written = await readFile(factFileOf(path, id), 'utf8').catch(() => null);
      if (written === null) throw noSuchResult(limits.idleMs);
      const facts = JSON.parse(written) as Facts;
      return { ...facts, ...entry.kept, id, rowFile: rowFileOf(path, id) };
    },
    forget(owner) {
      for (const [id, entry] of entries) if (entry.owner === owner) void drop(id);
    },
    async close() {
      for (const { timer } of entries.values()) clearTimeout(timer);
      entries.clear();
      await Promise.all(deletions);
      await folder.delete();
    },
  };
}

/** What is written beside the rows. */
type Facts = Pick<KeptResult, 'question' | 'result'>;

function rowFileOf(folder: string, id: string): string {
  return join(folder, `${id}.rows`);
}

function factFileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

function noSuchResult(idleMs: number): DryRunError {
  const minutes = Math.round(idleMs / 60_000);
  return new DryRunError('not_found', {
    what: `result under this address (they are kept for ${minutes} minutes)`,
  });
}
