import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { datasetsFolder } from '../estimator/catalog/datasets-folder.js';
import { DryRunError } from '../estimator/errors.js';
import { buildCatalog, hasCatalog } from './build-catalog.js';
import { lockBuild } from './build-lock.js';
import { type BuildStep, buildSteps, readLayoutRecords } from './build-steps.js';
import { type DatasetsManifest, readManifest, writeJson, writeManifest } from './manifest.js';
import { openDatabase } from './open-database.js';
import type { ProducerSettings } from './producer.js';

export interface BuildProgress {
  readonly stage: string;
  /** Stages finished before this one. */
  readonly done: number;
  readonly total: number;
}

export interface BuildOptions {
  /** Default: as many as there are already, else a million. */
  readonly rows?: number | undefined;
  /** Default: as before, else 1. */
  readonly seed?: number | undefined;
  /** Default: `datasetsFolder()`. */
  readonly folder?: string | undefined;
  /** Build even if the folder has what is asked for. */
  readonly force?: boolean | undefined;
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
}

export interface BuildResult {
  /** False if everything was there already. */
  readonly built: boolean;
  readonly folder: string;
  readonly manifest: DatasetsManifest;
}

/** Goes up with every change that gives other files for the same seed and rows, a new DuckDB included. */
const datasetsVersion = 1;

/** Where DuckDB's 63-bit arithmetic on instants, and a laptop's disk, still have room to spare. */
const maximumRows = 100_000_000;
const maximumSeed = 2 ** 32 - 1;

/**
 * Builds every layout under `<folder>/layouts/`, their catalog `<folder>/catalog`, and `<folder>/manifest.json` last.
 * The layouts are made in `<folder>/.building` and moved when they are whole: an older set stays usable until then, and
 * a build that died goes on after the last stage it finished. Two builds of one folder wait for each other.
 *
 * The same rows and seed give the same bytes. Throws `usage` for rows or a seed out of range.
 */
export async function buildDatasets(options: BuildOptions = {}): Promise<BuildResult> {
  checkRange('rows', options.rows, 1, maximumRows);
  checkRange('seed', options.seed, 0, maximumSeed);
  const folder = resolve(options.folder ?? datasetsFolder());
  const onProgress = options.onProgress ?? ((): void => undefined);
  await mkdir(folder, { recursive: true });
  const unlock = await lockBuild(folder, () =>
    onProgress({ stage: 'waiting for another build', done: 0, total: 1 }),
  );
  try {
    const present = await readManifest(folder);
    const wanted = {
      version: datasetsVersion,
      rows: options.rows ?? present?.rows ?? 1_000_000,
      seed: options.seed ?? present?.seed ?? 1,
    };
    const isPresent =
      present?.version === wanted.version && present.rows === wanted.rows && present.seed === wanted.seed;
    if (present !== null && isPresent && options.force !== true) {
      if (!hasCatalog(folder)) await buildCatalog(folder);
      return { built: false, folder, manifest: present };
    }
    const workFolder = join(folder, '.building');
    await prepareWork(workFolder, wanted, options.force === true);
    const steps = await runSteps(workFolder, wanted, onProgress);
    onProgress({ stage: 'catalog', done: steps, total: steps + 1 });
    const manifest = { ...wanted, layouts: [...(await readLayoutRecords(workFolder))] };
    await publish(workFolder, folder, manifest);
    return { built: true, folder, manifest };
  } finally {
    await unlock();
  }
}

function checkRange(name: string, value: number | undefined, minimum: number, maximum: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= minimum && value <= maximum)) return;
  throw new DryRunError('usage', { detail: `${name} must be a whole number from ${minimum} to ${maximum}.` });
}

/** Keeps what an earlier build of the same data has finished, and nothing else. */
async function prepareWork(workFolder: string, wanted: object, force: boolean): Promise<void> {
  const settingsFile = join(workFolder, 'settings.json');
  const earlier = await readFile(settingsFile, 'utf8').catch(() => null);
  const isSame = earlier !== null && JSON.stringify(JSON.parse(earlier)) === JSON.stringify(wanted);
  if (!isSame || force) await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  await writeJson(settingsFile, wanted);
}

/** Runs all stages and says how many there are. */
async function runSteps(
  workFolder: string,
  settings: ProducerSettings,
  onProgress: (progress: BuildProgress) => void,
): Promise<number> {
  const database = await openDatabase(join(workFolder, 'spill'));
  try {
    const steps = buildSteps(workFolder, database, settings);
    for (const [done, step] of steps.entries()) {
      onProgress({ stage: step.title, done, total: steps.length + 1 });
      await runStep(step);
    }
    return steps.length;
  } finally {
    database.close();
  }
}

async function runStep({ output, make }: BuildStep): Promise<void> {
  const isFinished = await stat(output).then(
    () => true,
    () => false,
  );
  if (isFinished) return;
  const partial = `${output}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(partial), { recursive: true });
  await make(partial);
  await rename(partial, output);
}

/**
 * Without a manifest a folder has no datasets, so the exchange begins by removing it and ends by writing it. The catalog
 * names the files by where they are in the end, so it is taken after the move.
 */
async function publish(workFolder: string, folder: string, manifest: DatasetsManifest): Promise<void> {
  await rm(join(folder, 'manifest.json'), { force: true });
  await rm(join(folder, 'layouts'), { recursive: true, force: true });
  await rename(join(workFolder, 'layouts'), join(folder, 'layouts'));
  await buildCatalog(folder);
  await writeManifest(folder, manifest);
  await rm(workFolder, { recursive: true, force: true });
}
