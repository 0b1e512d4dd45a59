import { randomBytes } from 'node:crypto';
import { DryRunError } from '../../estimator/errors.js';
import type { Answer, RunningQuery } from '../answer.js';
import type { OnProgress, QueryProgress } from '../engine/query-progress.js';
import type { Question } from '../question.js';

/** Runs that go on while their page asks how far they are. One that nobody asks about any more is stopped. */
export interface ActiveRuns {
  /** `owner` is the session that alone may see the run, null: whoever knows its id. */
  readonly start: (owner: string | null, question: Question, work: RunWork) => ActiveRun;
  /** Throws `not_found` for a run that was left, or another session's. */
  readonly find: (id: string, owner: string | null) => ActiveRun;
  /** Stops a run, if it is still there; its outcome then tells so. */
  readonly cancel: (id: string, owner: string | null) => void;
}

export type RunWork = (signal: AbortSignal, onProgress: OnProgress) => Promise<Answer>;

export interface ActiveRun {
  readonly id: string;
  readonly question: Question;
  readonly outcome: Promise<Answer>;
  readonly state: () => RunningQuery;
}

interface Entry {
  readonly owner: string | null;
  readonly run: ActiveRun;
  readonly stop: () => void;
  timer: NodeJS.Timeout;
}

/** A page asks twice a second, a hidden one once, one without scripts every other, and a first answer waits for the estimate. */
const leashMs = 8_000;

export function createActiveRuns(): ActiveRuns {
  const entries = new Map<string, Entry>();

  const leave = (id: string): void => {
    entries.get(id)?.stop();
    entries.delete(id);
  };

  const leaveLater = (id: string): NodeJS.Timeout => setTimeout(() => leave(id), leashMs).unref();

  const entryOf = (id: string, owner: string | null): Entry | null => {
    const entry = entries.get(id);
    return entry !== undefined && (entry.owner === null || entry.owner === owner) ? entry : null;
  };

  return {
    start(owner, question, work) {
      // 128 random bits: whoever knows them may see and stop the run.
      const id = randomBytes(16).toString('base64url');
      const started = performance.now();
      const elapsedMs = (): number => performance.now() - started;
      const stopping = new AbortController();
      let progress: QueryProgress | null = null;
      const outcome = work(stopping.signal, (told) => {
        progress = told;
      });
      // Whoever asks for the outcome gets the error; a run that was left has nobody to ask.
      outcome.catch(() => undefined);
      const state = (): RunningQuery => ({ id, elapsedMs: elapsedMs(), progress });
      const run: ActiveRun = { id, question, outcome, state };
      const stop = (): void => {
        stopping.abort(new DryRunError('cancelled', { seconds: Math.round(elapsedMs() / 100) / 10 }));
      };
      entries.set(id, { owner, run, stop, timer: leaveLater(id) });
      return run;
    },
    find(id, owner) {
      const entry = entryOf(id, owner);
      if (entry === null) {
        throw new DryRunError('not_found', { what: 'run under this address any more; it was left' });
      }
      clearTimeout(entry.timer);
      entry.timer = leaveLater(id);
      return entry.run;
    },
    cancel: (id, owner) => entryOf(id, owner)?.stop(),
  };
}
