import { type Command, Option } from 'commander';
import { failOns, unknownPolicies } from '../check/check-settings.js';
import { type CheckFormat, checkFormats } from '../check/render/registry.js';
import type { ConfigFile } from '../config/config-file.js';
import type { BaseFlags } from './check-base.js';
import { addSharedOptions, collect, type SharedFlags } from './estimating-options.js';
import { readSetup } from './estimating-setup.js';
import type { ExitCode } from './exit-code.js';
import { outputOption, parseOutputFiles } from './output-files.js';
import { warmUpParser } from './warm-up.js';

export interface CheckFlags extends SharedFlags<CheckFormat>, BaseFlags {
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
    .option('--dbt <target>', 'check the compiled models of a dbt project: its target folder')
    .option('--base <report>', 'JSON report of an earlier run to compare with')
    .option('--base-ref <revision>', 'git revision to compare with, such as origin/main')
    .addOption(new Option('--fail-on <verdict>', 'from what on to exit with 1').choices(failOns))
    .action(async (globs: readonly string[], flags: CheckFlags) => {
      const outputs = await parseOutputFiles(flags.output);
      warmUpParser();
      const setup = await readSetup(flags);
      const [{ runCheck }, { checkExitCode }, { writeReport }, { renderCheck }] = await Promise.all([
        import('./run-check.js'),
        import('./check-exit-code.js'),
        import('./write-report.js'),
        import('../check/render/render-check.js'),
      ]);
      const { report, failOn } = await runCheck(globs, flags, setup, outputs);
      await writeReport((format) => renderCheck(report, format), flags.format, outputs);
      end(checkExitCode(report, failOn));
    });
}
