import { inflateRawSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decompressLz4Raw, decompressSnappy } from 'hyparquet-compressors';

type Inflate = (chunk: Uint8Array, mostBytes: number) => Uint8Array;

/** By number in orc_proto.proto; null where nothing is compressed. */
const compressions: readonly { readonly name: string; readonly inflate: Inflate | null }[] = [
  { name: 'none', inflate: null },
  { name: 'zlib', inflate: (chunk, mostBytes) => inflateRawSync(chunk, { maxOutputLength: mostBytes }) },
  { name: 'snappy', inflate: inflateSnappy },
  { name: 'lzo', inflate: refuseLzo },
  { name: 'lz4', inflate: inflateLz4 },
  { name: 'zstd', inflate: inflateZstd },
];

/** Metadata of real files is far below; more is a file that was made to fill the memory. */
const mostMetadataBytes = 256 * 2 ** 20;
const mostBlockBytes = 8 * 2 ** 20;
const chunkHeaderBytes = 3;

/** Name of a compression as in the report. Throws `RangeError` for a number that is none. */
export function nameOfCompression(compression: number): string {
  return compressionOf(compression).name;
}

/**
 * Inflates a section of an ORC file: chunks behind 3 bytes with their length and whether they are stored as they are
 * (https://orc.apache.org/specification/ORCv1/#compression). Throws `RangeError`.
 */
export function decompressOrc(section: Uint8Array, compression: number, blockBytes: number): Uint8Array {
  const { name, inflate } = compressionOf(compression);
  if (inflate === null) return section;
  if (blockBytes > mostBlockBytes) throw new RangeError('its ORC compression blocks are too large');
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let at = 0; at < section.length; ) {
    const [low = 0, middle = 0, high = 0] = section.subarray(at, at + chunkHeaderBytes);
    const header = low | (middle << 8) | (high << 16);
    const start = at + chunkHeaderBytes;
    at = start + (header >> 1);
    if (at > section.length) throw new RangeError('a chunk of its ORC metadata is cut off');
    const chunk = section.subarray(start, at);
    const part = header & 1 ? chunk : inflateChunk(chunk, name, inflate, blockBytes);
    bytes += part.length;
    if (bytes > mostMetadataBytes) throw new RangeError('its ORC metadata is too large');
    parts.push(part);
  }
  return Buffer.concat(parts, bytes);
}

function compressionOf(compression: number): (typeof compressions)[number] {
  const known = compressions[compression];
  if (known === undefined) throw new RangeError(`its ORC compression ${compression} is not known`);
  return known;
}

function inflateChunk(chunk: Uint8Array, name: string, inflate: Inflate, blockBytes: number): Uint8Array {
  try {
    return inflate(chunk, blockBytes);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new RangeError(`a ${name} chunk of its ORC metadata cannot be inflated: ${detail}`);
  }
}

/** https://docs.aws.amazon.com/athena/latest/ug/compression-support-hive.html (read 2026-11-25): no LZO in ORC. */
function refuseLzo(): never {
  throw new RangeError('Athena reads no ORC with LZO');
}

function requireFit(bytes: number, mostBytes: number): void {
  if (bytes > mostBytes) throw new RangeError('it is longer than a compression block');
}

/** A varint with the inflated length stands first. */
function inflateSnappy(chunk: Uint8Array, mostBytes: number): Uint8Array {
  let bytes = 0;
  let factor = 1;
  for (const byte of chunk.subarray(0, 5)) {
    bytes += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) break;
  }
  requireFit(bytes, mostBytes);
  return decompressSnappy(chunk, bytes);
}

function inflateLz4(chunk: Uint8Array, mostBytes: number): Uint8Array {
  const bytes = inflatedLz4Bytes(chunk);
  requireFit(bytes, mostBytes);
  return decompressLz4Raw(chunk, bytes);
}

/** The block format does not say its inflated length, so its tokens are added up: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
function inflatedLz4Bytes(chunk: Uint8Array): number {
  let bytes = 0;
  let at = 0;
  const next = (): number => {
    const byte = chunk[at];
    if (byte === undefined) throw new RangeError('it is cut off');
    at += 1;
    return byte;
  };
  const longer = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) byte = next();
    return length;
  };
  while (at < chunk.length) {
    const token = next();
    const literals = longer(token >> 4);
    bytes += literals;
    at += literals;
    if (at >= chunk.length) break;
    at += 2;
    bytes += longer(token & 15) + 4;
  }
  return bytes;
}

/** Block by block, so that a bomb ends at the limit. */
function inflateZstd(chunk: Uint8Array, mostBytes: number): Uint8Array {
  requireFit(zstdWindowBytes(chunk), mostWindowBytes);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const inflater = new Decompress((part) => {
    bytes += part.length;
    requireFit(bytes, mostBytes);
    parts.push(part.slice());
  });
  inflater.push(chunk, true);
  return Buffer.concat(parts, bytes);
}

/** The window of zstd's highest ordinary level; a larger one would be set aside before the first byte is inflated. */
const mostWindowBytes = 2 ** 27;

/** https://datatracker.ietf.org/doc/html/rfc8878#section-3.1.1.1: with one segment, the content is the window. */
function zstdWindowBytes(chunk: Uint8Array): number {
  const descriptor = chunk[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if (!isSingleSegment) return 2 ** (10 + ((chunk[5] ?? 0) >> 3));
  const size = descriptor >> 6;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const field = chunk.subarray(5 + dictionaryBytes, 5 + dictionaryBytes + 2 ** size);
  return field.reduceRight((value, byte) => value * 256 + byte, 0);
}
