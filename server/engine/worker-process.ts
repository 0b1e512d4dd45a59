import { type ChildProcess, spawn } from 'node:child_process';
import { packageFolder } from '../../estimator/package-folder.js';
import type { FromWorker, ToWorker } from './worker-message.js';

/** A worker as the parent sees it. */
export interface WorkerProcess {
  readonly send: (message: ToWorker) => void;
  /** The next answer; rejects with `WorkerGone` when the process ends first. */
  readonly nextAnswer: () => Promise<FromWorker>;
  /** Ends it at once, whatever it is doing; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

export class WorkerGone extends Error {}

/**
 * Starts a worker with a limit on its address space (`ulimit -v`): DuckDB's own memory limit does not hold for single
 * large values, `range(2000000000)` takes gigabytes before any interrupt is heard.
 */
export function startWorker(addressSpaceBytes: number): WorkerProcess {
  const child = spawnLimited(addressSpaceBytes);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  void exited.then(() => process.off('exit', killAtExit));
  return {
    send: (message) => void (child.connected && child.send(message)),
    nextAnswer: () =>
      new Promise((resolve, reject) => {
        const onMessage = (message: FromWorker): void => settle(() => resolve(message));
        const onExit = (): void => settle(() => reject(new WorkerGone('the worker ended')));
        const settle = (then: () => void): void => {
          child.off('message', onMessage);
          child.off('exit', onExit);
          then();
        };
        child.once('message', onMessage);
        child.once('exit', onExit);
        if (child.exitCode !== null || child.signalCode !== null) onExit();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function spawnLimited(addressSpaceBytes: number): ChildProcess {
  // Without the flag V8 reserves 8 GB of addresses for each WebAssembly memory, Node's own module lexer included.
  const script = packageFolder('dist', 'server', 'engine', 'worker.js');
  const node = [process.execPath, '--disable-wasm-trap-handler', script];
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  if (process.platform === 'win32') return spawn(node[0] ?? 'node', node.slice(1), { stdio: [...stdio] });
  const limit = `ulimit -v ${Math.floor(addressSpaceBytes / 1024)} 2>/dev/null; exec "$@"`;
  return spawn('sh', ['-c', limit, 'sh', ...node], { stdio: [...stdio] });
}
