import type { Command } from 'commander';
import { DryRunError } from '../errors.js';
import { renderers } from '../render/registry.js';
import type { LayoutComparison } from '../report.js';
import { addEstimatingOptions, type EstimatingFlags } from './estimating-options.js';
import { readSetup } from './estimating-setup.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { readInputs } from './read-inputs.js';
import { writeResult } from './standard-streams.js';
import { warmUpParser } from './warm-up.js';
import { withCatalog } from './with-catalog.js';
import { writeErrors } from './write-errors.js';

/** `compare [FILE | -] [-e SQL]` */
export function addCompareCommand(program: Command, end: (code: ExitCode) => void): void {
  const command = program
    .command('compare')
    .description('Price the same statement on every layout (database) of the catalog, cheapest first.')
    .argument('[file]', 'SQL file, - for standard input');
  addEstimatingOptions(command).action(async (file: string | undefined, flags: EstimatingFlags) => {
    warmUpParser();
    const setup = await readSetup(flags);
    const [input, ...others] = await readInputs(file === undefined ? [] : [file], flags.execute);
    if (input === undefined || others.length > 0) {
      throw new DryRunError('usage', { detail: 'compare takes one text: a file, -, or one -e SQL.' });
    }
    const { compare } = await import('../compare.js');
    const comparison = await withCatalog(setup.catalogs, (catalog) =>
      compare(input.text, { ...setup.optionsFor(catalog), file: input.file }),
    );
    const isPriced = comparison.layouts.some(isEstimated);
    if (isPriced || flags.format !== 'text') {
      const renderer = await renderers[flags.format]();
      writeResult(await renderer.renderComparison(comparison));
    }
    const statements = comparison.layouts.flatMap(({ report }) => report.statements);
    writeErrors(statements, isPriced && flags.format === 'text');
    end(isPriced ? exitCode.done : exitCode.failed);
  });
}

/** A layout on which a statement fails is a result as long as another one can be priced. */
function isEstimated({ report }: LayoutComparison): boolean {
  return report.statements.every(({ errors }) => errors.length === 0);
}
