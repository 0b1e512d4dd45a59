import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { DryRunError } from '../estimator/errors.js';
import { formatBytes, formatWholeNumber } from '../estimator/render/format-bytes.js';
import { buildDatasets } from './build.js';
import type { LayoutRecord } from './manifest.js';
import { progressDisplay } from './show-progress.js';

interface Options {
  readonly rows?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly force?: boolean;
}

/** A reader that has seen enough, as in `| head`, is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2));

/** 0 built or already there, 2 could not do the work, as in `athena-dryrun`. */
async function run(words: readonly string[]): Promise<0 | 2> {
  const command = new Command('datasets')
    .description('Builds the card transactions in every layout, once; a second call finds them there.')
    .option('--rows <count>', 'transactions of 2024 (default: as before, else 1,000,000)', wholeNumber)
    .option('--seed <number>', 'same seed, same bytes (default: as before, else 1)', wholeNumber)
    .option('--out <folder>', 'where (default: ATHENA_DRYRUN_DATA, else datasets/data)')
    .option('--force', 'build even if they are there')
    .allowExcessArguments(false)
    .exitOverride()
    .action(build);
  try {
    await command.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`datasets: ${describeFailure(error)}\n`);
    return 2;
  }
}

async function build({ rows, seed, out, force }: Options): Promise<void> {
  const display = progressDisplay();
  try {
    const onProgress = display.show;
    const result = await buildDatasets({ rows, seed, folder: out, force, onProgress });
    display.stop();
    const verdict = result.built ? 'built' : 'already there';
    const { layouts, rows: count, seed: used } = result.manifest;
    process.stdout.write(`${result.folder}: ${formatWholeNumber(count)} rows, seed ${used}, ${verdict}\n`);
    process.stdout.write(layouts.map(describeSizes).join(''));
  } finally {
    display.stop();
  }
}

function describeSizes({ name, tables }: LayoutRecord): string {
  const sizes = Object.entries(tables).map(
    ([table, { objects, bytes }]) => `${table} ${formatBytes(bytes)} in ${formatWholeNumber(objects)}`,
  );
  return `  ${name.padEnd(24)} ${sizes.join(', ')}\n`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** What the user or the system did wrong in a sentence; a stack only for what is our own fault. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExplained = error instanceof DryRunError || 'syscall' in error;
  return isExplained ? error.message : (error.stack ?? error.message);
}
