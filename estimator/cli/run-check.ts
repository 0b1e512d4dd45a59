import { isAbsolute, posix, relative, sep } from 'node:path';
import { readCatalogSource } from '../catalog/read-catalog-source.js';
import { check } from '../check/check.js';
import type { CheckReport } from '../check/check-report.js';
import type { FailOn } from '../check/check-settings.js';
import { runsPerMonthOf, settingsOf } from '../config/settings-of.js';
import { DryRunError } from '../errors.js';
import { checkBase } from './check-base.js';
import type { CheckFlags } from './check-command.js';
import { filesToCheck, modelsToCheck } from './check-source.js';
import type { EstimatingSetup } from './estimating-setup.js';
import type { OutputFile } from './output-files.js';
import { refuseOverwriting } from './refuse-overwriting.js';
import { repositoryFolder } from './repository-folder.js';
import { withCatalog } from './with-catalog.js';
import { withProgress } from './with-progress.js';

/** One check, from the flags to its report. */
export async function runCheck(
  globs: readonly string[],
  flags: CheckFlags,
  { found, catalogs, optionsFor }: EstimatingSetup,
  outputs: readonly OutputFile[],
): Promise<{ readonly report: CheckReport; readonly failOn: FailOn }> {
  const { folder, config } = found;
  const settings = settingsOf(config, flags);
  // Names of files start at the configuration, wherever the command is run, so that its globs fit them.
  if (globs.includes('')) throw new DryRunError('usage', { detail: 'An empty text names no file.' });
  const given = globs.map((glob) => fromFolder(folder, glob));
  const search = {
    patterns: given.length > 0 || flags.dbt !== undefined ? given : (config.files ?? []),
    exclude: [...flags.exclude.map((glob) => fromFolder(folder, glob)), ...(config.exclude ?? [])],
    folder,
  };
  const source = await (flags.dbt === undefined ? filesToCheck(search) : modelsToCheck(flags.dbt, search));
  refuseOverwriting(outputs, [
    ...source.paths,
    ...catalogs.map((text) => readCatalogSource(text).path),
    ...[found.path, flags.base ?? null].filter((path) => path !== null),
  ]);
  const report = await withCatalog(catalogs, async (catalog) => {
    const { options, inputs } = await source.open(optionsFor(catalog));
    const runs = runsPerMonthOf(config);
    const runsOf = (file: string | null): number | null => options.runsPerMonth ?? runs(file);
    return check(withProgress(inputs, source.count), {
      ...options,
      settings,
      folder: repositoryFolder(folder),
      findings: source.findings,
      base: await checkBase(flags, { ...search, options, runsPerMonthOf: runsOf }),
      runsPerMonthOf: runsOf,
    });
  });
  return { report, failOn: settings.failOn };
}

/** A path or glob of the command line, from the folder of the configuration; an empty one stays empty and fits nothing. */
function fromFolder(folder: string, glob: string): string {
  if (glob.trim() === '') return glob;
  if (isAbsolute(glob)) return relative(folder, glob).split(sep).join('/');
  const prefix = relative(folder, process.cwd()).split(sep).join('/');
  return posix.join(prefix, glob);
}
