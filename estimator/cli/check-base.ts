import type { Base, BaseFile } from '../check/base/base.js';
import { baseOfReport } from '../check/base/base-of-report.js';
import type { FileSummary } from '../check/check-report.js';
import { hashText } from '../check/hash-text.js';
import { spendingOf, sumOfSpending } from '../check/spending.js';
import { readSuppressions } from '../check/suppressions.js';
import { DryRunError } from '../errors.js';
import { estimateInput, type SharedOptions } from '../estimate-inputs.js';
import { fitsPatterns } from './fits-patterns.js';
import { type GitFile, readBlobs, readGitRevision } from './read-git-revision.js';
import { readWholeFile } from './read-whole-file.js';

export interface BaseFlags {
  readonly base?: string;
  readonly baseRef?: string;
  readonly dbt?: string;
}

export interface BaseSearch {
  readonly patterns: readonly string[];
  readonly exclude: readonly string[];
  /** Where the patterns and the names of files start. */
  readonly folder: string;
  readonly options: SharedOptions;
  readonly runsPerMonthOf: (file: string) => number | null;
}

type MakeBase = (head: readonly FileSummary[]) => Promise<Base>;

/** Files that are read from git at once. */
const batchSize = 200;

/** What the flags say to compare with, null for nothing. Throws `usage`, `unreadable_file`, `invalid_report` or `invalid_base`. */
export async function checkBase(
  { base, baseRef, dbt }: BaseFlags,
  search: BaseSearch,
): Promise<MakeBase | null> {
  if (base !== undefined && baseRef !== undefined) {
    throw new DryRunError('usage', { detail: 'Compare with one base: --base or --base-ref.' });
  }
  if (baseRef !== undefined && dbt !== undefined) {
    const detail = 'git has no compiled models: compare with --base, the JSON report of a check of the base.';
    throw new DryRunError('usage', { detail });
  }
  if (base !== undefined) {
    const read = baseOfReport(base, await readWholeFile(base));
    // A file that this run does not look for is not removed.
    const fits = fitsPatterns(search.patterns.length === 0 ? ['.'] : search.patterns, search.exclude);
    return () => Promise.resolve({ ...read, files: read.files.filter(({ file }) => fits(file)) });
  }
  return baseRef === undefined ? null : baseOfRevision(baseRef, search);
}

/** The same patterns at another revision, estimated on the same catalog, so that only the SQL makes the difference. */
async function baseOfRevision(ref: string, search: BaseSearch): Promise<MakeBase> {
  const { folder, options } = search;
  const { name, files, renames } = await readGitRevision(ref, folder);
  const fits = fitsPatterns(search.patterns, search.exclude);
  return async (head) => {
    const known = new Map(head.map((file) => [file.file, file]));
    const wanted = files.filter(({ file }) => fits(file));
    const found: BaseFile[] = [];
    for (let at = 0; at < wanted.length; at += batchSize) {
      const batch = wanted.slice(at, at + batchSize);
      const texts = readBlobs(
        batch.map(({ blob }) => blob),
        ref,
        folder,
      );
      for (const [index, file] of batch.entries()) {
        found.push(await baseFile(file, texts[index] ?? null, known, search));
      }
    }
    const { catalog, price, engine } = options;
    return { name, catalog: catalog.name, price, engine, files: found, renames };
  };
}

/** A file whose text is the same now costs the same: it is not estimated again. */
async function baseFile(
  { file }: GitFile,
  text: string | null,
  head: ReadonlyMap<string, FileSummary>,
  { options, runsPerMonthOf }: BaseSearch,
): Promise<BaseFile> {
  const unreadable = { low: null, likely: null, high: null };
  if (text === null)
    return { file, sha256: null, bytesScanned: unreadable, usd: unreadable, usdPerMonth: null };
  const hashes = hashText(text);
  const same = head.get(file);
  if (same?.sha256 === hashes.sha256) return same;
  const estimated = await estimateInput({ file, text }, { ...options, runsPerMonth: runsPerMonthOf(file) });
  const spendings = estimated
    .filter(({ report }) => report.errors[0]?.code !== 'empty_input')
    .map(({ report }) => spendingOf(report));
  const { bytesScanned, usd, usdPerMonth } = sumOfSpending(spendings, file);
  const suppressed = readSuppressions(text).valid.flatMap(({ rules, reason }) =>
    rules.map((rule) => ({ rule, reason })),
  );
  return { file, ...hashes, bytesScanned, usd, usdPerMonth, suppressed };
}
