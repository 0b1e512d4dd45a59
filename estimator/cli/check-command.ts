import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { CheckInput } from '../check/check.js';
import { failOns, unknownPolicies } from '../check/check-settings.js';
import { type CheckFormat, checkFormats } from '../check/render/registry.js';
import type { ConfigFile } from '../config/config-file.js';
import { DryRunError } from '../errors.js';
import { type BaseFlags, checkBase } from './check-base.js';
import { addSharedOptions, collect, type SharedFlags } from './estimating-options.js';
import { readSetup } from './estimating-setup.js';
import type { ExitCode } from './exit-code.js';
import { findFiles } from './find-files.js';
import { outputOption, parseOutputFiles } from './output-files.js';
import { readSqlFile } from './read-inputs.js';
import { repositoryFolder } from './repository-folder.js';
import { warmUpParser } from './warm-up.js';
import { withCatalog } from './with-catalog.js';

interface CheckFlags extends SharedFlags<CheckFormat>, BaseFlags {
  readonly output: readonly string[];
  readonly exclude: readonly string[];
  readonly budget: readonly string[];
  readonly unknown?: ConfigFile['unknown'];
  readonly failOn?: ConfigFile['fail-on'];
}

/** `check [GLOB ...]` */
export function addCheckCommand(program: Command, end: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .description('Hold many SQL files against budgets and rules: the gate of a pull request.')
    .argument('[globs...]', 'SQL files (default: files of the configuration)');
  addSharedOptions(command, checkFormats)
    .option(...outputOption)
    .addOption(
      new Option('--exclude <glob>', 'files to leave out (repeatable)').argParser(collect).default([]),
    )
    .addOption(
      new Option('--budget <scope[/period]=amount>', 'such as statement=2GB or total/month=$100 (repeatable)')
        .argParser(collect)
        .default([]),
    )
    .addOption(new Option('--unknown <policy>', 'what an unknown figure counts as').choices(unknownPolicies))
    .option('--base <report>', 'JSON report of an earlier run to compare with')
    .option('--base-ref <revision>', 'git revision to compare with, such as origin/main')
    .addOption(new Option('--fail-on <verdict>', 'from what on to exit with 1').choices(failOns))
    .action(async (globs: readonly string[], flags: CheckFlags) => {
      const outputs = await parseOutputFiles(flags.output);
      warmUpParser();
      const setup = await readSetup(flags);
      const { folder, config } = setup.found;
      const patterns = globs.length > 0 ? globs : (config.files ?? []);
      if (patterns.length === 0) {
        throw new DryRunError('usage', {
          detail: 'No file is named: give a glob, or files in the configuration.',
        });
      }
      const start = globs.length > 0 ? process.cwd() : folder;
      const exclude = [...flags.exclude, ...(config.exclude ?? [])];
      const files = await findFiles(patterns, exclude, start);
      const [{ check }, { settingsOf, runsPerMonthOf }, { checkExitCode }, { writeReport }, { renderCheck }] =
        await Promise.all([
          import('../check/check.js'),
          import('../config/settings-of.js'),
          import('./check-exit-code.js'),
          import('./write-report.js'),
          import('../check/render/render-check.js'),
        ]);
      const settings = settingsOf(config, flags);
      const report = await withCatalog(setup.catalogs, async (catalog) => {
        const options = setup.optionsFor(catalog);
        const runs = runsPerMonthOf(config);
        const runsOf = (file: string | null): number | null => options.runsPerMonth ?? runs(file);
        const search = { patterns, exclude, folder: start, options, runsPerMonthOf: runsOf };
        return check(readFiles(files, start), {
          ...options,
          settings,
          folder: repositoryFolder(start),
          base: await checkBase(flags, search),
          runsPerMonthOf: runsOf,
        });
      });
      await writeReport((format) => renderCheck(report, format), flags.format, outputs);
      end(checkExitCode(report, settings.failOn));
    });
}

/** One file at a time; reports name files as they were found. */
async function* readFiles(files: readonly string[], start: string): AsyncIterable<CheckInput> {
  for (const file of files) yield { ...(await readSqlFile(join(start, file))), file };
}
