import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type CheckFormat, checkFormats } from '../check/render/registry.js';
import { DryRunError } from '../errors.js';
import { describeSystemError } from './describe-system-error.js';
import { collect } from './estimating-options.js';

/** A file that a report is written to, besides standard output. */
export interface OutputFile {
  readonly format: CheckFormat;
  readonly path: string;
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
    const file = { format, path: resolve(path) };
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

/** Writes all files or none of them: a run that is cut never leaves half a report. Throws `unwritable_file`. */
export async function writeOutputFiles(renderAs: RenderAs, files: readonly OutputFile[]): Promise<void> {
  const written = [];
  try {
    for (const { format, path } of files) {
      const draft = `${path}.${process.pid}.part`;
      written.push({ draft, path });
      const text = `${await renderAs(format)}\n`;
      await writing(path, () => writeFile(draft, text, { flag: 'wx' }));
    }
    for (const { draft, path } of written) await writing(path, () => rename(draft, path));
  } catch (error) {
    for (const { draft } of written) await rm(draft, { force: true });
    throw error;
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
