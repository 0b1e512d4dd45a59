import type { Command } from 'commander';
import { renderers } from '../render/registry.js';
import type { Report } from '../report.js';
import { addEstimatingOptions, type EstimatingFlags } from './estimating-options.js';
import { readSetup } from './estimating-setup.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { readInputs } from './read-inputs.js';
import { writeResult } from './standard-streams.js';
import { warmUpParser } from './warm-up.js';
import { withCatalog } from './with-catalog.js';
import { writeErrors } from './write-errors.js';

/** `estimate [FILE ... | -] [-e SQL]` */
export function addEstimateCommand(program: Command, end: (code: ExitCode) => void): void {
  const command = program
    .command('estimate')
    .description('Predict the scanned bytes and the bill of each statement.')
    .argument('[files...]', 'SQL files, - for standard input');
  addEstimatingOptions(command).action(async (files: readonly string[], flags: EstimatingFlags) => {
    warmUpParser();
    const setup = await readSetup(flags);
    const inputs = await readInputs(files, flags.execute);
    const { estimateInputs } = await import('../estimate-inputs.js');
    const report = await withCatalog(setup.catalogs, (catalog) =>
      estimateInputs(inputs, setup.optionsFor(catalog)),
    );
    const renderer = await renderers[flags.format]();
    writeResult(renderer.renderReport(report));
    writeErrors(report.statements, flags.format === 'text');
    end(hasErrors(report) ? exitCode.failed : exitCode.done);
  });
}

function hasErrors(report: Report): boolean {
  return report.statements.some(({ errors }) => errors.length > 0);
}
