import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { CheckInput } from '../check/check-input.js';
import type { Finding } from '../check/check-report.js';
import { DryRunError } from '../errors.js';
import type { SharedOptions } from '../estimate-inputs.js';
import { findFiles } from './find-files.js';
import { fitsPatterns } from './fits-patterns.js';
import { readTextOf } from './read-inputs.js';
import { readWholeFile } from './read-whole-file.js';
import { writeComplaint } from './standard-streams.js';

/** What a check reads, found before the catalog is loaded. */
export interface CheckSource {
  readonly count: number;
  /** Files that are read, from the working directory or absolute. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
  /** The inputs, and the options that they are to be estimated with. */
  readonly open: (options: SharedOptions) => Promise<OpenedSource>;
}

interface OpenedSource {
  readonly options: SharedOptions;
  readonly inputs: Iterable<CheckInput> | AsyncIterable<CheckInput>;
}

export interface SourceSearch {
  readonly patterns: readonly string[];
  readonly exclude: readonly string[];
  /** Where the patterns and the names of files start. */
  readonly folder: string;
}

/** SQL files. Throws `usage` or `no_files`. */
export async function filesToCheck({ patterns, exclude, folder }: SourceSearch): Promise<CheckSource> {
  if (patterns.length === 0) {
    throw new DryRunError('usage', {
      detail: 'No file is named: give a glob, or files in the configuration.',
    });
  }
  const { files, excluded } = await findFiles(patterns, exclude, folder);
  for (const file of excluded) writeComplaint(`${file} is excluded, and not checked.`);
  return {
    count: files.length,
    paths: files.map((file) => join(folder, file)),
    findings: [],
    open: async (options) => ({ options, inputs: readFiles(files, folder) }),
  };
}

/** One file at a time; reports name files as they were found. */
async function* readFiles(files: readonly string[], folder: string): AsyncIterable<CheckInput> {
  for (const file of files) yield await readFileOf(file, folder);
}

async function readFileOf(file: string, folder: string): Promise<CheckInput> {
  try {
    return { file, text: await readTextOf(join(folder, file), file) };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { file, text: '', failure: error };
  }
}

/**
 * The compiled models of a dbt project, all or those whose files fit the patterns. Throws `unreadable_file`,
 * `invalid_dbt` or `no_files`.
 */
export async function modelsToCheck(
  target: string,
  { patterns, exclude, folder }: SourceSearch,
): Promise<CheckSource> {
  const place = existsSync(join(target, 'manifest.json')) ? target : join(target, 'target');
  const path = join(place, 'manifest.json');
  const [{ parseManifest }, { parseRunResults }, { modelInputs, notCompiled }] = await Promise.all([
    import('../check/dbt/manifest.js'),
    import('../check/dbt/run-results.js'),
    import('../check/dbt/model-inputs.js'),
  ]);
  const { adapter, models, relations } = parseManifest(path, await readWholeFile(path));
  if (adapter !== null && adapter !== 'athena') {
    writeComplaint(`${path} is compiled for ${adapter}, not for athena.`);
  }
  const results = join(place, 'run_results.json');
  const measured = existsSync(results) ? parseRunResults(results, await readWholeFile(results)) : new Map();
  const project = dirname(resolve(place));
  const fileOf = (model: { readonly path: string }): string =>
    relative(folder, join(project, model.path)).split(sep).join('/');
  const fits = fitsPatterns(patterns.length === 0 ? ['.'] : patterns, exclude);
  const checked = models.filter((model) => fits(fileOf(model)));
  if (checked.length === 0) throw new DryRunError('no_files', { pattern: patterns.join(' ') || path });
  if (checked.every(({ compiled }) => compiled === null)) {
    throw new DryRunError('invalid_dbt', { path, detail: 'no model is compiled; run "dbt compile" first.' });
  }
  return {
    count: checked.length,
    paths: [path, results],
    findings: notCompiled(checked),
    open: (options) => modelInputs({ all: models, relations, checked, measured, fileOf }, options),
  };
}
