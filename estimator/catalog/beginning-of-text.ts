import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { beginningOfZstd } from '../formats/inflate.js';

/** The first bytes of a text, decompressed. */
export interface Beginning {
  readonly bytes: Buffer;
  /** Whether this is all of it. */
  readonly isWhole: boolean;
}

/** Codecs that text is read through here. */
export type TextCodec = 'none' | 'gzip' | 'zstd';

type Read = (path: string, mostBytes: number) => Beginning | Promise<Beginning>;

const readers: Readonly<Record<TextCodec, Read>> = { none: readPlain, gzip: readGzip, zstd: readZstd };

/** At most `mostBytes` from the start of a text file, however far it would inflate. Throws what reading throws. */
export async function readBeginning(path: string, codec: TextCodec, mostBytes: number): Promise<Beginning> {
  return readers[codec](path, mostBytes);
}

function readPlain(path: string, mostBytes: number): Beginning {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    return cut(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)), mostBytes);
  } finally {
    closeSync(file);
  }
}

async function readGzip(path: string, mostBytes: number): Promise<Beginning> {
  const file = createReadStream(path);
  const inflater = createGunzip();
  file.on('error', (error) => inflater.destroy(error));
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of file.pipe(inflater)) {
    if (!Buffer.isBuffer(part)) continue;
    parts.push(part);
    length += part.length;
    if (length > mostBytes) break;
  }
  file.destroy();
  return cut(Buffer.concat(parts), mostBytes);
}

function readZstd(path: string, mostBytes: number): Beginning {
  // Inflating stops at the limit; compressed text is never longer than this beyond its content.
  const { bytes } = readPlain(path, mostBytes + 2 ** 16);
  return cut(beginningOfZstd(bytes, mostBytes + 1), mostBytes);
}

function cut(bytes: Buffer, mostBytes: number): Beginning {
  return { bytes: bytes.subarray(0, mostBytes), isWhole: bytes.length <= mostBytes };
}
