import { createReadStream } from 'node:fs';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import type { Input } from '../estimate-inputs.js';
import { formatBytes } from '../render/format-bytes.js';

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

/** More than any file of SQL; what is read is held in memory, some 100 bytes for each of these. */
const mostSqlBytes = 2 ** 24;

/**
 * The text of a file, or of standard input for `-`; an error calls it `name`. Throws `unreadable_file`, and
 * `limit_exceeded` for more bytes than a text may have.
 */
export async function readTextOf(file: string, name = file, mostBytes = mostSqlBytes): Promise<string> {
  if (file === '-') return (await readStandardInput(mostBytes)).text;
  try {
    return decode(name, await readAll(createReadStream(file), name, mostBytes));
  } catch (error) {
    throw error instanceof DryRunError ? error : unreadable(name, describeSystemError(error));
  }
}

async function readStandardInput(mostBytes = mostSqlBytes): Promise<Input> {
  const name = 'standard input';
  return { file: null, text: decode(name, await readAll(process.stdin, name, mostBytes)) };
}

/** Stops where it is too much: a device has no size to be asked for beforehand. */
async function readAll(
  stream: AsyncIterable<string | Buffer>,
  name: string,
  mostBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes <= mostBytes) continue;
    const limit = formatBytes(mostBytes);
    throw new DryRunError('limit_exceeded', { what: `What ${name} holds`, limit });
  }
  return Buffer.concat(chunks);
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
