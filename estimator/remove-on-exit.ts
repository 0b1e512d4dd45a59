import { rmSync } from 'node:fs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Removes a file or folder that is not finished where the process ends early, also by Ctrl-C. Returns how to stop that. */
export function removeOnExit(path: string): () => void {
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const end = (signal: NodeJS.Signals): void => {
    remove();
    forget();
    // Whoever else listens decides how the process ends; else it ends as if nobody had listened.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', remove);
    for (const signal of signals) process.off(signal, end);
  };
  process.on('exit', remove);
  for (const signal of signals) process.on(signal, end);
  return forget;
}
