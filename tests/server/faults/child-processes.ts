import { execFileSync } from 'node:child_process';

export type WorkerName = 'estimate-worker' | 'worker' | 'job-worker';

/** Process ids of the workers that a server started, those with this name. */
export function childProcesses(parent: number, name?: WorkerName): readonly number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [pid = '', ppid = '', ...args] = line.trim().split(/\s+/);
    const script = args.find((word) => word.endsWith('worker.js'));
    const isNamed = name === undefined || script?.endsWith(`/${name}.js`) === true;
    return Number(ppid) === parent && script !== undefined && isNamed ? [Number(pid)] : [];
  });
}

/** As the machine does that has no memory left. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/** A process that has ended but was not waited for by its parent counts as gone: no parent is left to wait. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}
