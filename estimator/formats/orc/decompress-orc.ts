import { type Inflate, inflateDeflate, inflateLz4, inflateSnappy, inflateZstd } from '../inflate.js';

/** By number in orc_proto.proto; null where nothing is compressed. */
const compressions: readonly { readonly name: string; readonly inflate: Inflate | null }[] = [
  { name: 'none', inflate: null },
  { name: 'zlib', inflate: inflateDeflate },
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
