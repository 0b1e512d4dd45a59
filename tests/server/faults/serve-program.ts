import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `athena-dryrun serve` as a process of its own. */
export interface ServedProgram {
  readonly url: string;
  /** Of the server itself. */
  readonly child: ChildProcess;
  /** All of standard error until now. */
  readonly log: () => string;
  /** Sends SIGTERM and waits for the exit code. */
  readonly stop: () => Promise<number | null>;
}

const script = fileURLToPath(new URL('../../../dist/estimator/cli.js', import.meta.url));

interface ProgramOptions {
  /** A shell's words that start the program with these as its arguments; none by default. */
  readonly within?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly logLevel?: string;
}

export async function serveProgram(catalog: string, options: ProgramOptions = {}): Promise<ServedProgram> {
  const { within = 'exec "$@"', env = {}, logLevel = 'warn' } = options;
  const words = ['serve', '--port', '0', '--catalog', catalog, '--log-level', logLevel];
  const child = spawn('sh', ['-c', within, 'sh', process.execPath, script, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exited = once(child, 'exit');
  while (!/ at http:\S+\n/.test(log)) {
    await Promise.race([
      once(child.stderr, 'data'),
      exited.then(() => Promise.reject(new Error(`the server ended: ${log}`))),
    ]);
  }
  return {
    url: / at (http:\S+)/.exec(log)?.[1] ?? '',
    child,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}
