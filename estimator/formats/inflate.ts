import { inflateRawSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decompressLz4Raw, decompressSnappy } from 'hyparquet-compressors';

/** Inflates a piece of metadata to at most `mostBytes`. Throws an `Error` where it is longer, or damaged. */
export type Inflate = (piece: Uint8Array, mostBytes: number) => Uint8Array;

/** DEFLATE without a header, as ORC calls zlib and Avro deflate. */
export function inflateDeflate(piece: Uint8Array, mostBytes: number): Uint8Array {
  return inflateRawSync(piece, { maxOutputLength: mostBytes });
}

/** A varint with the inflated length stands first. */
export function inflateSnappy(piece: Uint8Array, mostBytes: number): Uint8Array {
  let bytes = 0;
  let factor = 1;
  for (const byte of piece.subarray(0, 5)) {
    bytes += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) break;
  }
  requireFit(bytes, mostBytes);
  return decompressSnappy(piece, bytes);
}

export function inflateLz4(piece: Uint8Array, mostBytes: number): Uint8Array {
  const bytes = inflatedLz4Bytes(piece);
  requireFit(bytes, mostBytes);
  return decompressLz4Raw(piece, bytes);
}

/** Block by block, so that a bomb ends at the limit. */
export function inflateZstd(piece: Uint8Array, mostBytes: number): Uint8Array {
  requireFit(zstdWindowBytes(piece), mostWindowBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const inflater = new Decompress((part) => {
    bytes += part.length;
    requireFit(bytes, mostBytes);
    parts.push(part.slice());
  });
  inflater.push(piece, true);
  return Buffer.concat(parts, bytes);
}

/** The first `mostBytes` of what a piece of zstd inflates to; the piece may be cut off. Throws an `Error` if damaged. */
export function beginningOfZstd(piece: Uint8Array, mostBytes: number): Buffer {
  requireFit(zstdWindowBytes(piece), mostWindowBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const inflater = new Decompress((part) => {
    if (bytes >= mostBytes) throw enough;
    bytes += part.length;
    parts.push(part.slice());
  });
  try {
    inflater.push(piece);
  } catch (error) {
    if (error !== enough) throw error;
  }
  return Buffer.concat(parts, bytes).subarray(0, mostBytes);
}

const enough = new Error('enough is inflated');

function requireFit(bytes: number, mostBytes: number): void {
  if (bytes > mostBytes) throw new RangeError(`it is longer than ${mostBytes} bytes`);
}

/** The block format does not say its inflated length, so its tokens are added up: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
function inflatedLz4Bytes(piece: Uint8Array): number {
  let bytes = 0;
  let at = 0;
  const next = (): number => {
    const byte = piece[at];
    if (byte === undefined) throw new RangeError('it is cut off');
    at += 1;
    return byte;
  };
  const longer = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) byte = next();
    return length;
  };
  while (at < piece.length) {
    const token = next();
    const literals = longer(token >> 4);
    bytes += literals;
    at += literals;
    if (at > piece.length) throw new RangeError('it is cut off');
    if (at === piece.length) break;
    at += 2;
    bytes += longer(token & 15) + 4;
  }
  return bytes;
}

/** The window of zstd's highest ordinary level; a larger one would be set aside before the first byte is inflated. */
const mostWindowBytes = 2 ** 27;

/** https://datatracker.ietf.org/doc/html/rfc8878#section-3.1.1.1: with one segment, the content is the window. */
function zstdWindowBytes(piece: Uint8Array): number {
  const descriptor = piece[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if (!isSingleSegment) return 2 ** (10 + ((piece[5] ?? 0) >> 3));
  const size = descriptor >> 6;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const field = piece.subarray(5 + dictionaryBytes, 5 + dictionaryBytes + 2 ** size);
  return field.reduceRight((value, byte) => value * 256 + byte, 0);
}
