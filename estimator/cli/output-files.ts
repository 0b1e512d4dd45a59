import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type CheckFormat, checkFormats } from '../check/render/registry.js';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import { removeOnExit } from '../remove-on-exit.js';
import { collect } from './estimating-options.js';

/** A file that a report is written to, besides standard output. */
export interface OutputFile {
  readonly format: CheckFormat;
  /** As the user wrote it. */
  readonly written: string;
  /** Absolute; where a link leads, if it leads to a file. */
  readonly path: string;
  /** A device or a pipe is written to as it is, a file is replaced as a whole. */
  readonly isStream: boolean;
}

/** One report in any format. */
export type RenderAs = (format: CheckFormat) => Promise<string>;

/** The arguments of commander's `option`. */
export const outputOption = [
  '--output <format=file>',
  'also write the report to a file, in a format of its own (repeatable)',
  collect,
  [] as readonly string[],
] as const;

/** Reads `--output FORMAT=FILE`, before any work is done. Throws `usage`, also where the folder does not exist. */
export async function parseOutputFiles(texts: readonly string[]): Promise<readonly OutputFile[]> {
  const files: OutputFile[] = [];
  for (const text of texts) {
    const [, name, path = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
    const format = checkFormats.find((one) => one === name);
    if (format === undefined) {
      const detail = `--output ${text}: write it as FORMAT=FILE; formats are ${checkFormats.join(', ')}.`;
      throw new DryRunError('usage', { detail });
    }
    if (path === '-') {
      throw new DryRunError('usage', {
        detail: `--output ${text}: standard output is what --format is for.`,
      });
    }
    const file = { format, written: text, ...(await placeOf(resolve(path))) };
    if (files.some((other) => other.path === file.path)) {
      throw new DryRunError('usage', { detail: `--output names ${path} twice.` });
    }
    if (!(await isFolder(dirname(file.path))) || (await isFolder(file.path))) {
      throw new DryRunError('usage', {
        detail: `--output ${text}: this is no file in a folder that exists.`,
      });
    }
    files.push(file);
  }
  return files;
}

async function placeOf(path: string): Promise<Pick<OutputFile, 'path' | 'isStream'>> {
  const found = await stat(path).catch(() => null);
  if (/^\/(dev|proc)\//.test(path) || (found !== null && !found.isFile() && !found.isDirectory())) {
    return { path, isStream: true };
  }
  return { path: await realpath(path).catch(() => path), isStream: false };
}

/** Writes all files or none of them: a run that is cut never leaves half a report. Throws `unwritable_file`. */
export async function writeOutputFiles(renderAs: RenderAs, files: readonly OutputFile[]): Promise<void> {
  const written = [];
  const forgets: (() => void)[] = [];
  try {
    for (const { format, path, isStream } of files) {
      const text = `${await renderAs(format)}\n`;
      if (isStream) {
        await writing(path, () => writeFile(path, text, { flag: 'a' }));
        continue;
      }
      const draft = `${path}.${process.pid}.part`;
      forgets.push(removeOnExit(draft));
      written.push({ draft, path });
      await writing(path, () => writeFile(draft, text, { flag: 'wx' }));
    }
    for (const { draft, path } of written) await writing(path, () => rename(draft, path));
  } catch (error) {
    for (const { draft } of written) await rm(draft, { force: true });
    throw error;
  } finally {
    for (const forget of forgets) forget();
  }
}

async function writing(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new DryRunError('unwritable_file', { path, detail: describeSystemError(error) });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
