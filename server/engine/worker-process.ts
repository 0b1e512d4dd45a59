import { packageFolder } from '../../estimator/package-folder.js';
import type { OnProgress } from './query-progress.js';
import { spawnLimited } from './spawn-limited.js';
import type { FromWorker, ToWorker } from './worker-message.js';

/** A worker as the parent sees it. */
export interface WorkerProcess {
  readonly send: (message: ToWorker) => void;
  /** The next answer; rejects with `WorkerGone` when the process ends first. `onProgress` is told meanwhile. */
  readonly nextAnswer: (onProgress?: OnProgress) => Promise<WorkerAnswer>;
  /** Ends it at once, whatever it is doing; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** What ends the wait for an answer. */
export type WorkerAnswer = Exclude<FromWorker, { kind: 'progress' }>;

export class WorkerGone extends Error {}

/** Starts a worker of the engine. */
export function startWorker(addressSpaceBytes: number): WorkerProcess {
  const child = spawnLimited(packageFolder('dist', 'server', 'engine', 'worker.js'), addressSpaceBytes);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    send: (message) => void (child.connected && child.send(message)),
    nextAnswer: (onProgress) =>
      new Promise((resolve, reject) => {
        const onMessage = (message: FromWorker): void => {
          if (message.kind === 'progress') onProgress?.(message.progress);
          else settle(() => resolve(message));
        };
        const onExit = (): void => settle(() => reject(new WorkerGone('the worker ended')));
        const settle = (then: () => void): void => {
          child.off('message', onMessage);
          child.off('exit', onExit);
          then();
        };
        child.on('message', onMessage);
        child.once('exit', onExit);
        if (child.exitCode !== null || child.signalCode !== null) onExit();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
