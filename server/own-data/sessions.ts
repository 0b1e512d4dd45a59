import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request } from 'express';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { askingClient } from '../asking-client.js';
import { takeTurns } from '../processes/turns.js';
import type { Services } from '../services.js';
import { temporaryFolder } from '../temporary-folder.js';
import { withCorrectedTypes } from './correct-types.js';
import { createDiskBudget } from './disk-budget.js';
import { defaultOwnDataLimits, type OwnDataLimits } from './own-data-limits.js';
import { createOwnEngines } from './own-engines.js';
import { ownServices } from './own-services.js';
import type { OwnTable } from './own-table.js';
import { receiveUpload } from './receive-upload.js';
import { newSessionId } from './session-cookie.js';
import { takeDdl } from './take-ddl.js';
import { takeUpload } from './take-upload.js';

/** What visitors brought, each seen by the browser that brought it only. */
export interface Sessions {
  readonly limits: OwnDataLimits;
  /** Runs `work` for a session, which stays until it ends; null for an id that is nobody's. */
  readonly use: <Result>(
    id: string | null,
    shared: Services,
    work: (session: Session | null) => Promise<Result>,
  ) => Promise<Result>;
  /** An id for a browser that may bring something: several first uploads at once then make one session. */
  readonly promise: () => string;
  /** Whether a session of this id may still be opened. */
  readonly isPromised: (id: string) => boolean;
  /** Starts a session, by its id where that was promised or is open already. Throws `busy` where there are too many. */
  readonly open: (promised: string | null) => string;
  /** Takes the file of a form as a table of the session, instead of the one that has its name. */
  readonly upload: (session: Session, request: Request) => Promise<string>;
  readonly declare: (session: Session, ddl: string) => Promise<void>;
  readonly correct: (session: Session, table: string, types: ReadonlyMap<string, string>) => void;
  readonly remove: (session: Session, table: string) => void;
  /** Deletes all that a session brought, now. */
  readonly end: (session: Session) => void;
  /** Ends what is being looked through and deletes everything. */
  readonly close: () => Promise<void>;
}

export interface Session {
  readonly id: string;
  /** By name. */
  readonly tables: ReadonlyMap<string, OwnTable>;
  /** As everybody's, with the own tables beside the others. */
  readonly services: Services;
}

interface State {
  readonly id: string;
  tables: ReadonlyMap<string, OwnTable>;
  services: Services | null;
  /** Requests that are being answered. */
  uses: number;
  hasEnded: boolean;
  timer: NodeJS.Timeout;
  /** Deleted when no request uses the session. */
  retired: OwnTable[];
}

/** Told of what is deleted, so that what was made of it goes too. */
interface DeletionListeners {
  readonly folderDeleted: (folder: string) => void;
  /** A session has deleted or replaced some of its tables, or has ended. */
  readonly dataDeleted: (session: string) => void;
}

/** What visitors bring is looked through by two processes at a time; each is busy for seconds at most. */
const inspectors = ['first', 'second'] as const;
const inspectionTurns = { queueLimit: 16, waitingMs: 60_000, waiters: 'uploads' };

/** A promise is an id and no more; of those that nobody takes up, the oldest are forgotten. */
const mostPromised = 10_000;

export function createSessions(options: Partial<OwnDataLimits>, listeners: DeletionListeners): Sessions {
  const limits = { ...defaultOwnDataLimits, ...options };
  const states = new Map<string, State>();
  const promised = new Set<string>();
  const budget = createDiskBudget(limits.totalBytes);
  const engines = createOwnEngines(limits.engines);
  const inspections = takeTurns(inspectors, inspectionTurns);
  const closing = new AbortController();
  const deletions = new Set<Promise<void>>();
  const root = temporaryFolder('own');

  const newFolder = async (): Promise<string> => {
    return mkdtemp(join(await root.path(), 'table-'));
  };

  const deleteFolder = (folder: string): Promise<void> => {
    listeners.folderDeleted(folder);
    const deletion = rm(folder, { recursive: true, force: true }).finally(() => deletions.delete(deletion));
    deletions.add(deletion);
    return deletion;
  };

  /** Tables of one DDL text share a folder and a catalog, which stay while one of them does. */
  const deleteRetired = (state: State): void => {
    const used = new Set([...state.tables.values()].map(({ folder }) => folder));
    const gone = state.retired.filter(({ folder }) => !used.has(folder));
    state.retired = state.retired.filter(({ folder }) => used.has(folder));
    for (const { catalog, folder, bytes } of gone) {
      catalog.close();
      budget.give(bytes);
      void deleteFolder(folder);
    }
  };

  const change = (state: State, tables: ReadonlyMap<string, OwnTable>): void => {
    const kept = new Set([...tables.values()].map(({ catalog }) => catalog));
    const retired = [...state.tables.values()].filter(({ catalog }) => !kept.has(catalog));
    state.retired.push(...retired);
    if (retired.length > 0) listeners.dataDeleted(state.id);
    state.tables = tables;
    state.services = null;
    void engines.drop(state.id);
  };

  const endState = (state: State): void => {
    state.hasEnded = true;
    states.delete(state.id);
    clearTimeout(state.timer);
    change(state, new Map());
    if (state.uses === 0) deleteRetired(state);
  };

  const expireLater = (state: State): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      if (state.uses === 0) endState(state);
    }, limits.idleMs);
    return timer.unref();
  };

  const inTurn = async <Result>(inspect: () => Promise<Result>): Promise<Result> => {
    const inspector = await inspections.take(askingClient(), closing.signal);
    try {
      return await inspect();
    } finally {
      inspections.giveBack(inspector);
    }
  };

  const stateOf = ({ id }: Session): State => {
    const state = states.get(id);
    if (state === undefined) throw new DryRunError('usage', { detail: 'The session has ended.' });
    return state;
  };

  const add = (state: State, added: readonly OwnTable[]): void => {
    const tables = new Map(state.tables);
    for (const table of added) tables.set(table.name, table);
    change(state, tables);
  };

  const requireRoom = ({ tables }: State, more: readonly string[]): void => {
    if (new Set([...tables.keys(), ...more]).size <= limits.tablesPerSession) return;
    const limit = formatWholeNumber(limits.tablesPerSession);
    throw new DryRunError('limit_exceeded', { what: 'The number of own tables', limit });
  };

  const leftBytes = (state: State): number => {
    const bytes = [...state.tables.values()].reduce((sum, table) => sum + table.bytes, 0);
    if (bytes < limits.sessionBytes) return limits.sessionBytes - bytes;
    throw new DryRunError('limit_exceeded', {
      what: 'All your files',
      limit: formatBytes(limits.sessionBytes),
    });
  };

  return {
    limits,
    async use(id, shared, work) {
      const state = id === null ? undefined : states.get(id);
      if (state === undefined) return work(null);
      clearTimeout(state.timer);
      state.uses += 1;
      state.services ??= ownServices(shared.everyones ?? shared, state.id, state.tables, engines);
      try {
        return await work({ id: state.id, tables: state.tables, services: state.services });
      } finally {
        state.uses -= 1;
        if (state.uses === 0) deleteRetired(state);
        if (!state.hasEnded) {
          clearTimeout(state.timer);
          state.timer = expireLater(state);
        }
      }
    },
    promise() {
      const id = newSessionId();
      promised.add(id);
      const [oldest] = promised;
      if (promised.size > mostPromised && oldest !== undefined) promised.delete(oldest);
      return id;
    },
    isPromised: (id) => promised.has(id),
    open(id) {
      if (id !== null && states.has(id)) return id;
      if (closing.signal.aborted || states.size >= limits.sessions) {
        const detail = 'Too many visitors have data here. Try again when other sessions have ended.';
        throw new DryRunError('busy', { detail });
      }
      const state: State = {
        id: id !== null && promised.delete(id) ? id : newSessionId(),
        tables: new Map(),
        services: null,
        uses: 0,
        hasEnded: false,
        timer: setTimeout(() => undefined, 0),
        retired: [],
      };
      state.timer = expireLater(state);
      states.set(state.id, state);
      return state.id;
    },
    async upload(session, request) {
      const state = stateOf(session);
      const fileBytes = Math.min(limits.fileBytes, leftBytes(state));
      const folder = await newFolder();
      let taken = 0;
      try {
        const upload = await receiveUpload(request, { folder, fileBytes, budget });
        taken = upload.bytes;
        const table = await inTurn(() => takeUpload(upload, folder, limits, closing.signal));
        try {
          requireRoom(stateOf(session), [table.name]);
          leftBytes(state);
        } catch (error) {
          table.catalog.close();
          throw error;
        }
        add(state, [table]);
        return table.name;
      } catch (error) {
        budget.give(taken);
        await deleteFolder(folder);
        throw error;
      }
    },
    async declare(session, ddl) {
      const folder = await newFolder();
      try {
        const tables = await inTurn(() => takeDdl(ddl, folder, limits, closing.signal));
        const state = stateOf(session);
        requireRoom(
          state,
          tables.map(({ name }) => name),
        );
        add(state, tables);
      } catch (error) {
        await deleteFolder(folder);
        throw error;
      }
    },
    correct(session, name, types) {
      const state = stateOf(session);
      add(state, [withCorrectedTypes(known(state.tables, name), types)]);
    },
    remove(session, name) {
      const state = stateOf(session);
      known(state.tables, name);
      change(state, new Map([...state.tables].filter(([one]) => one !== name)));
    },
    end: (session) => endState(stateOf(session)),
    async close() {
      closing.abort(new DryRunError('busy', { detail: 'The server is stopping.' }));
      for (const state of states.values()) endState(state);
      await engines.close();
      await Promise.all(deletions);
      await root.delete();
    },
  };
}

function known(tables: ReadonlyMap<string, OwnTable>, name: string): OwnTable {
  const table = tables.get(name);
  if (table !== undefined) return table;
  throw new DryRunError('unknown_table', { name, nearest: null });
}
