import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DryRunError } from '../../estimator/errors.js';

/** Queries that are too long for a URL, under a short id. */
export interface StoredQueries {
  /** The id of the text, which is kept from now on; the same for the same text. Throws `busy` where the disk is full. */
  readonly keep: (sql: string) => string;
  /** The id that the text is kept under already, else null. */
  readonly idOf: (sql: string) => string | null;
  /** Null where nothing is kept under this id, or no longer. Synchronous: a text is small and in one file. */
  readonly find: (id: string) => string | null;
}

const idLength = 16;
const idShape = new RegExp(`^[A-Za-z0-9_-]{${idLength}}$`);

/**
 * Keeps one file a query in `folder`, which is made at the first one. Over `limitBytes` the oldest go. An id is of 96
 * bits of the text's hash: it says nothing of the text, and only who knows the text or the link has it.
 */
export function createStoredQueries(folder: string, limitBytes: number): StoredQueries {
  const pathOf = (id: string): string => join(folder, `${id}.sql`);
  const find = (id: string): string | null => {
    if (!idShape.test(id)) return null;
    const sql = readIfThere(pathOf(id));
    return sql !== null && idOf(sql) === id ? sql : null;
  };
  return {
    keep(sql) {
      const id = idOf(sql);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const written = join(folder, `${id}.${randomBytes(6).toString('hex')}.part`);
        writeFileSync(written, sql, { mode: 0o600 });
        renameSync(written, pathOf(id));
        dropOldest(folder, limitBytes, pathOf(id));
      } catch {
        throw new DryRunError('busy', {
          detail: 'This server cannot keep the query: its disk does not take it.',
        });
      }
      return id;
    },
    idOf(sql) {
      const id = idOf(sql);
      return find(id) === sql ? id : null;
    },
    find,
  };
}

function idOf(sql: string): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, idLength);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Also what an interrupted write left behind gets old. */
function dropOldest(folder: string, limitBytes: number, newest: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() ? [{ path, bytes: stat.size, changedMs: stat.mtimeMs }] : [];
    })
    .sort((one, other) => one.changedMs - other.changedMs);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    if (bytes <= limitBytes) return;
    if (file.path === newest) continue;
    rmSync(file.path, { force: true });
    bytes -= file.bytes;
  }
}
