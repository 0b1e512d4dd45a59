import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ColdRun {
  readonly wallMs: number;
  /** The most that was resident. */
  readonly residentBytes: number;
}

const cli = fileURLToPath(new URL('../estimator/cli.js', import.meta.url));

/** Says on the third stream, which nothing else uses, how many kilobytes were resident. */
const sayResident = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

/** Runs `node` once as a shell would; without words an empty program, else the command line of the product. */
export function runCold(words: readonly string[]): ColdRun {
  const program = words.length === 0 ? ['-e', '0'] : ['--import', sayResident, cli, ...words];
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, program, {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`the run ended with ${status}`);
  return { wallMs, residentBytes: Number(output[3]) * 1024 };
}
