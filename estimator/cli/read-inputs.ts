import { readFile } from 'node:fs/promises';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import type { Input } from '../estimate-inputs.js';

/**
 * Reads files, standard input (`-`) and the texts of `-e`, in the order of the command line. Throws `usage` where
 * there is none and `unreadable_file`.
 */
export async function readInputs(
  files: readonly string[],
  texts: readonly string[],
): Promise<readonly Input[]> {
  if (files.length === 0 && texts.length === 0) {
    throw new DryRunError('usage', {
      detail: 'No SQL is given: name a file, - for standard input, or -e SQL.',
    });
  }
  if (files.filter((file) => file === '-').length > 1) {
    throw new DryRunError('usage', { detail: 'Standard input (-) can be read only once.' });
  }
  const read = await Promise.all(
    files.map((file) => (file === '-' ? readStandardInput() : readSqlFile(file))),
  );
  return [...read, ...texts.map((text) => ({ file: null, text }))];
}

async function readSqlFile(file: string): Promise<Input> {
  return { file, text: await readTextOf(file) };
}

/** The text of a file, or of standard input for `-`; an error calls it `name`. Throws `unreadable_file`. */
export async function readTextOf(file: string, name = file): Promise<string> {
  if (file === '-') return (await readStandardInput()).text;
  try {
    return decode(name, await readFile(file));
  } catch (error) {
    throw error instanceof DryRunError ? error : unreadable(name, describeSystemError(error));
  }
}

async function readStandardInput(): Promise<Input> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return { file: null, text: decode('standard input', Buffer.concat(chunks)) };
}

/** UTF-8; a byte order mark at the start is no part of the text. */
function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not UTF-8 text.');
  }
}

function unreadable(path: string, detail: string): DryRunError {
  return new DryRunError('unreadable_file', { path, detail });
}
