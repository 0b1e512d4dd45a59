import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { DryRunError } from '../errors.js';

/** Files at a git revision, read from its objects: the working tree stays as it is. */
export interface GitRevision {
  /** As the user named it, with the commit that it stands for. */
  readonly name: string;
  /** Names relative to the folder, with slashes, with what their text is read by. */
  readonly files: readonly GitFile[];
  /** From files of the working tree to where they were, as git detects them. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface GitFile {
  readonly file: string;
  readonly blob: string;
}

const mostBytes = 2 ** 28;

/**
 * What the working tree is a change of: the commit at which it left the named revision, or that revision itself where
 * history does not go back so far. Throws `invalid_base`.
 */
export async function readGitRevision(ref: string, folder: string): Promise<GitRevision> {
  const git = (...words: readonly string[]): Promise<string> => runGit(words, ref, folder);
  const tip = (await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`)).trim();
  const commit = await git('merge-base', tip, 'HEAD').then(
    (text) => text.trim(),
    () => tip,
  );
  const [listing, changes] = [
    await git('ls-tree', '-r', '-z', commit),
    await git('diff', '--relative', '--name-status', '--diff-filter=R', '-M', '-z', commit, '--', '.'),
  ];
  return { name: `${ref} (${commit.slice(0, 7)})`, files: filesIn(listing), renames: renamesIn(changes) };
}

/** The texts of many blobs at once, null for one that is not UTF-8. */
export function readBlobs(blobs: readonly string[], ref: string, folder: string): readonly (string | null)[] {
  const { stdout, status, error } = spawnSync('git', ['cat-file', '--batch'], {
    cwd: folder,
    input: `${blobs.join('\n')}\n`,
    maxBuffer: mostBytes,
  });
  if (error !== undefined || status !== 0) throw invalidBase(ref, error?.message ?? 'git cat-file failed');
  let at = 0;
  return blobs.map(() => {
    const lineEnd = stdout.indexOf('\n', at);
    const size = Number(stdout.subarray(at, lineEnd).toString('latin1').split(' ')[2]);
    if (lineEnd < 0 || !Number.isSafeInteger(size)) throw invalidBase(ref, 'an object of it is missing.');
    at = lineEnd + size + 2;
    return decode(stdout.subarray(lineEnd + 1, lineEnd + 1 + size));
  });
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function runGit(words: readonly string[], ref: string, folder: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...words], { cwd: folder, maxBuffer: mostBytes });
    return stdout;
  } catch (error) {
    throw invalidBase(ref, describe(error));
  }
}

function describe(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git is not installed.';
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (/expected commit type/.test(said)) return 'it is no commit.';
  return said === ''
    ? 'git knows no such revision here; a shallow clone has a part of history only (git fetch --unshallow).'
    : said.replace(/^(?:fatal|error): /, '');
}

function invalidBase(name: string, detail: string): DryRunError {
  return new DryRunError('invalid_base', { name, detail });
}

/** `mode type object<TAB>name` of each entry; only regular files count, as symbolic links are not followed. */
function filesIn(listing: string): readonly GitFile[] {
  return listing.split('\0').flatMap((entry) => {
    const [, mode, blob, file] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
    return blob === undefined || file === undefined || !mode?.startsWith('100') ? [] : [{ file, blob }];
  });
}

/** `R<score> NUL from NUL to NUL`, again and again. */
function renamesIn(changes: string): ReadonlyMap<string, string> {
  const parts = changes.split('\0');
  const renames = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) renames.set(parts[at + 2] ?? '', parts[at + 1] ?? '');
  return renames;
}
