import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export interface ProcessLimits {
  /** Not enforced where there is no `sh`. */
  readonly addressSpaceBytes: number;
  /** Low: what keeps all cores busy for seconds, and must not make others wait. */
  readonly priority: 'normal' | 'low';
}

/**
 * Starts a program of ours with a limit on its address space (`ulimit -v`) and a channel for messages: DuckDB's own
 * memory limit does not hold for single large values, `range(2000000000)` takes gigabytes before any interrupt is
 * heard. It does not outlive this process.
 */
export function spawnLimited(script: string, { addressSpaceBytes, priority }: ProcessLimits): ChildProcess {
  const child = start(script, addressSpaceBytes);
  if (priority === 'low') yieldToOthers(child);
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  return child;
}

/** Pages and estimates are answered first; where the system does not allow it, all are alike. */
function yieldToOthers({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The process is gone, or such things are not allowed here.
  }
}

function start(script: string, addressSpaceBytes: number): ChildProcess {
  // Without the flag V8 reserves 8 GB of addresses for each WebAssembly memory, Node's own module lexer included.
  const node = [process.execPath, '--disable-wasm-trap-handler', script];
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  if (process.platform === 'win32') return spawn(node[0] ?? 'node', node.slice(1), { stdio: [...stdio] });
  const limit = `ulimit -v ${Math.floor(addressSpaceBytes / 1024)} 2>/dev/null; exec "$@"`;
  return spawn('sh', ['-c', limit, 'sh', ...node], { stdio: [...stdio] });
}
