import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { EngineTable } from '../engine/engine-table.js';
import { createLineCheck, type LineFacts, type LineLayout } from './check-lines.js';

export interface CheckedText {
  readonly path: string;
  readonly compression: EngineTable['compression'];
  readonly expandedBytes: number;
  /** Null for JSON. */
  readonly layout: LineLayout | null;
}

/**
 * Reads a text once through, decompressed: a file that expands without end stops at the limit, one that is not UTF-8 or
 * has a line that is longer than is read here, where that is seen. Throws `usage` or `limit_exceeded`.
 */
export async function checkText({
  path,
  compression,
  expandedBytes,
  layout,
}: CheckedText): Promise<LineFacts> {
  const lines = createLineCheck(layout);
  const encoding = createEncodingCheck();
  let bytes = 0;
  const see = (chunk: Uint8Array): void => {
    bytes += chunk.length;
    if (bytes > expandedBytes) {
      const limit = formatBytes(expandedBytes);
      throw new DryRunError('limit_exceeded', { what: 'The decompressed file', limit });
    }
    encoding.see(chunk, lines.line());
    lines.see(chunk);
  };
  try {
    const file = createReadStream(path, { highWaterMark: 2 ** 18 });
    if (compression === 'zstd') {
      const decompress = new Decompress(see);
      for await (const chunk of file) decompress.push(chunk);
    } else {
      for await (const chunk of compression === 'gzip' ? file.pipe(createGunzip()) : file) see(chunk);
    }
  } catch (error) {
    if (error instanceof DryRunError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DryRunError('usage', { detail: `The file cannot be decompressed: ${why}.` });
  }
  encoding.end(lines.line());
  return lines.end();
}

interface EncodingCheck {
  readonly see: (chunk: Uint8Array, line: number) => void;
  readonly end: (line: number) => void;
}

/** A character of UTF-8 has up to four bytes: the last of a chunk may lack three. */
const mostLackingBytes = 3;

function createEncodingCheck(): EncodingCheck {
  let rest = Buffer.alloc(0);
  let isFirst = true;
  return {
    see(chunk, line) {
      const bytes =
        rest.length === 0
          ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
          : Buffer.concat([rest, chunk]);
      if (isFirst) refuseUtf16(bytes);
      isFirst = false;
      const whole = wholeCharacters(bytes);
      if (!isUtf8(bytes.subarray(0, whole))) throw notUtf8(line);
      rest = Buffer.from(bytes.subarray(whole));
    },
    end(line) {
      if (rest.length > 0) throw notUtf8(line);
    },
  };
}

/** Bytes before a character at the end that is not there whole. */
function wholeCharacters(bytes: Buffer): number {
  for (let lacking = 1; lacking <= Math.min(mostLackingBytes, bytes.length); lacking += 1) {
    const byte = bytes[bytes.length - lacking] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > lacking ? bytes.length - lacking : bytes.length;
    }
  }
  return bytes.length;
}

/** By its mark, or by the zeros that half of the bytes of a Western text are. */
function refuseUtf16(bytes: Buffer): void {
  const start = bytes.subarray(0, 1024);
  const zeros = start.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  const isMarked = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (!isMarked && zeros * 4 < start.length) return;
  throw new DryRunError('usage', {
    detail:
      'The file is in UTF-16. Athena reads text as UTF-8 and would find none of its line ends and delimiters: save it as UTF-8.',
  });
}

function notUtf8(line: number): DryRunError {
  return new DryRunError('usage', {
    detail: `The file is not in UTF-8, as Athena reads text: see line ${formatWholeNumber(line)} or soon after it. It may be in Latin-1 or Windows-1252: save it as UTF-8.`,
  });
}
