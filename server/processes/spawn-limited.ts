import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Starts a program of ours with a limit on its address space (`ulimit -v`) and a channel for messages: DuckDB's own
 * memory limit does not hold for single large values, `range(2000000000)` takes gigabytes before any interrupt is
 * heard. It does not outlive this process.
 */
export function spawnLimited(script: string, addressSpaceBytes: number): ChildProcess {
  const child = start(script, addressSpaceBytes);
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  return child;
}

function start(script: string, addressSpaceBytes: number): ChildProcess {
  // Without the flag V8 reserves 8 GB of addresses for each WebAssembly memory, Node's own module lexer included.
  const node = [process.execPath, '--disable-wasm-trap-handler', script];
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  if (process.platform === 'win32') return spawn(node[0] ?? 'node', node.slice(1), { stdio: [...stdio] });
  const limit = `ulimit -v ${Math.floor(addressSpaceBytes / 1024)} 2>/dev/null; exec "$@"`;
  return spawn('sh', ['-c', limit, 'sh', ...node], { stdio: [...stdio] });
}
