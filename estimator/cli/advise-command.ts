import type { Command } from 'commander';
import { renderers } from '../render/registry.js';
import { addEstimatingOptions, type EstimatingFlags } from './estimating-options.js';
import { readSetup } from './estimating-setup.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { readInputs } from './read-inputs.js';
import { writeResult } from './standard-streams.js';
import { warmUpParser } from './warm-up.js';
import { withCatalog } from './with-catalog.js';
import { writeErrors } from './write-errors.js';

/** `advise [FILE ... | -] [-e SQL]` */
export function addAdviseCommand(program: Command, end: (code: ExitCode) => void): void {
  const command = program
    .command('advise')
    .description('Say how each statement could read less; every advice is applied and estimated again.')
    .argument('[files...]', 'SQL files, - for standard input');
  addEstimatingOptions(command).action(async (files: readonly string[], flags: EstimatingFlags) => {
    warmUpParser();
    const setup = await readSetup(flags);
    const inputs = await readInputs(files, flags.execute);
    const { advise } = await import('../advise/advise.js');
    const advice = await withCatalog(setup.catalogs, (catalog) => advise(inputs, setup.optionsFor(catalog)));
    const renderer = await renderers[flags.format]();
    writeResult(renderer.renderAdvice(advice));
    const reports = advice.statements.map(({ report }) => report);
    writeErrors(reports, flags.format === 'text');
    end(reports.some(({ errors }) => errors.length > 0) ? exitCode.failed : exitCode.done);
  });
}
