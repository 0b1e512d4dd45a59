import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolderPrefix } from '../temporary-folder-prefix.js';
import { type Beginning, readBeginning, type TextCodec } from './beginning-of-text.js';
import { readJsonShape } from './json-shape.js';

/** A file of plain text that is no longer than DuckDB may look at. */
export interface TextSample {
  readonly path: string;
  readonly firstLine: string;
}

/** More than the 20,480 rows that DuckDB guesses columns from, for most tables. */
const mostSampleBytes = 8 * 2 ** 20;

/**
 * Lets `use` look at the beginning of a text. DuckDB never sees more, nor anything nested so deeply that its parser
 * would end the process; nothing inflates without end. Throws `RangeError`, and what reading throws.
 */
export async function withTextSample<Result>(
  path: string,
  codec: TextCodec,
  kind: 'json' | 'delimited',
  use: (sample: TextSample) => Promise<Result>,
): Promise<Result> {
  const beginning = await readBeginning(path, codec, mostSampleBytes);
  const text = kind === 'json' ? wholeValues(beginning) : wholeLines(beginning);
  const firstLine = text.subarray(0, endOfLine(text)).toString('utf8');
  if (codec === 'none' && beginning.isWhole) return use({ path, firstLine });
  const folder = mkdtempSync(join(tmpdir(), temporaryFolderPrefix('sample')));
  try {
    const file = join(folder, 'sample');
    writeFileSync(file, text);
    return await use({ path: file, firstLine });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function endOfLine(text: Buffer): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}

function wholeLines({ bytes, isWhole }: Beginning): Buffer {
  if (isWhole) return bytes;
  const end = bytes.lastIndexOf('\n');
  if (end < 0) throw new RangeError(`its first line is longer than ${mostSampleBytes} bytes`);
  return bytes.subarray(0, end + 1);
}

/** Of one array of values, those that are whole; else lines. */
function wholeValues(beginning: Beginning): Buffer {
  const { startsArray, lastElementEnd } = readJsonShape(beginning.bytes);
  if (beginning.isWhole || !startsArray || lastElementEnd === null) return wholeLines(beginning);
  return Buffer.concat([beginning.bytes.subarray(0, lastElementEnd), Buffer.from(']')]);
}
