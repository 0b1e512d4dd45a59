import { type ProcessLimits, spawnLimited } from './spawn-limited.js';
import type { FromWorker, ToWorker } from './worker-message.js';

/** A worker as the parent sees it. */
export interface WorkerProcess<Options, Question, Answer, Progress> {
  readonly send: (message: ToWorker<Options, Question>) => void;
  /** The next answer; rejects with `WorkerGone` when the process ends first. `onProgress` is told meanwhile. */
  readonly nextAnswer: (onProgress?: (progress: Progress) => void) => Promise<WorkerAnswer<Answer>>;
  readonly isAlive: () => boolean;
  /** Ends it at once, whatever it is doing; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** What ends the wait for an answer. */
export type WorkerAnswer<Answer> = Exclude<FromWorker<Answer, never>, { kind: 'taken' | 'progress' }>;

/** The process ended by itself, or somebody else ended it. */
export class WorkerGone extends Error {
  readonly signal: NodeJS.Signals | null;
  /** Whether it had begun with the question that waits for its answer. */
  readonly hadBegun: boolean;

  constructor(signal: NodeJS.Signals | null, hadBegun: boolean) {
    super('the worker ended');
    this.signal = signal;
    this.hadBegun = hadBegun;
  }
}

/** Starts a program whose whole is `answerParent`. */
export function startWorker<Options, Question, Answer, Progress>(
  script: string,
  limits: ProcessLimits,
): WorkerProcess<Options, Question, Answer, Progress> {
  const child = spawnLimited(script, limits);
  let isAlive = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isAlive = false;
      resolve();
    };
    child.once('exit', end);
    // It could not be started: the machine has no process or no memory left.
    child.once('error', end);
  });
  return {
    // A process that ends meanwhile is noticed by its exit.
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    nextAnswer: (onProgress) =>
      new Promise((resolve, reject) => {
        let hasBegun = false;
        const onMessage = (message: FromWorker<Answer, Progress>): void => {
          if (message.kind === 'taken') hasBegun = true;
          else if (message.kind === 'progress') onProgress?.(message.progress);
          else settle(() => resolve(message));
        };
        const onEnd = (): void => settle(() => reject(new WorkerGone(child.signalCode, hasBegun)));
        const settle = (then: () => void): void => {
          child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
          then();
        };
        child.on('message', onMessage).once('exit', onEnd).once('error', onEnd);
        if (!isAlive) onEnd();
      }),
    isAlive: () => isAlive,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
