import type { ByteSource, Footer, FooterChunk, FooterRowGroup } from '../footer.js';
import { decompressOrc, nameOfCompression } from './decompress-orc.js';
import { orcBoundsOf } from './orc-bounds.js';
import {
  decodeFooter,
  decodeMetadata,
  decodePostscript,
  decodeStripeFooter,
  type OrcFooter,
  type OrcPostscript,
  type OrcStatistics,
  type OrcStream,
  type OrcStripe,
} from './orc-messages.js';
import { type OrcSchema, readOrcSchema } from './orc-schema.js';

export const orcMagic = 'ORC';

/** One read gets most tails: `EXPECTED_FOOTER_SIZE` of Trino's reader. */
const firstReadBytes = 16 * 1024;
const mostTailBytes = 64 * 2 ** 20;

/** Kinds of streams by number in orc_proto.proto. */
const bloomStreams: readonly number[] = [7, 8];

/**
 * Reads the tail of an ORC object and the footers of its stripes, which say the sizes of each column's streams. Throws
 * `RangeError` with the reason where there are none.
 */
export function readOrcFooter(source: ByteSource): Footer {
  try {
    return readFooter(source);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError(
      `its ORC metadata is damaged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function readFooter(source: ByteSource): Footer {
  const { postscript, footerBytes, metadataBytes, tailBytes } = readTail(source);
  const inflate = (section: Uint8Array): Uint8Array =>
    decompressOrc(section, postscript.compression, postscript.blockBytes);
  const footer = decodeFooter(inflate(footerBytes));
  if (footer.isEncrypted)
    throw new RangeError('columns of it are encrypted: their sizes are not in the footer');
  const schema = readOrcSchema(footer.types);
  const statistics = decodeMetadata(inflate(metadataBytes));
  requireConsistent(footer, source.bytes - tailBytes);
  const rowGroups = footer.stripes.map((stripe, index) => {
    const start = stripe.firstByte + stripe.indexBytes + stripe.dataBytes;
    const streams = decodeStripeFooter(inflate(source.read(start, start + stripe.footerBytes)));
    return readStripe({ stripe, streams, statistics: statistics[index] ?? [], footer, schema, postscript });
  });
  return {
    footerBytes: tailBytes,
    rows: footer.rows,
    codecs: footer.stripes.length === 0 ? [] : [nameOfCompression(postscript.compression)],
    columns: schema.columns,
    leaves: schema.leaves,
    fieldIds: schema.fieldIds,
    rowGroups,
  };
}

interface Tail {
  readonly postscript: OrcPostscript;
  readonly footerBytes: Uint8Array;
  readonly metadataBytes: Uint8Array;
  readonly tailBytes: number;
}

/** From the end: one byte with the length of the postscript, the postscript, the footer, the metadata. */
function readTail(source: ByteSource): Tail {
  if (source.bytes < orcMagic.length + 1) throw new RangeError('it is too short for an ORC file');
  const first = source.read(Math.max(0, source.bytes - firstReadBytes), source.bytes);
  const postscriptBytes = first.at(-1) ?? 0;
  const postscriptStart = first.length - 1 - postscriptBytes;
  const magic = String.fromCharCode(...first.subarray(-1 - orcMagic.length, -1));
  if (magic !== orcMagic || postscriptStart < 0) {
    throw new RangeError('it does not end as an ORC file: truncated, or no ORC');
  }
  const postscript = decodePostscript(first.subarray(postscriptStart, -1));
  const sections = postscript.footerBytes + postscript.metadataBytes;
  const tailBytes = sections + postscriptBytes + 1;
  if (tailBytes > source.bytes) throw new RangeError('its ORC footer is longer than the file');
  if (tailBytes > mostTailBytes) throw new RangeError('its ORC footer is too long');
  const end = source.bytes - postscriptBytes - 1;
  const both =
    tailBytes <= first.length
      ? first.subarray(postscriptStart - sections, postscriptStart)
      : source.read(end - sections, end);
  return {
    postscript,
    metadataBytes: both.subarray(0, postscript.metadataBytes),
    footerBytes: both.subarray(postscript.metadataBytes),
    tailBytes,
  };
}

/** What no writer writes: rows that are not those of the stripes, stripes that share bytes or lie elsewhere. */
function requireConsistent({ rows, stripes }: OrcFooter, endOfData: number): void {
  if (stripes.reduce((sum, stripe) => sum + stripe.rows, 0) !== rows) {
    throw new RangeError('the rows of its ORC footer are not those of its stripes');
  }
  let end = orcMagic.length;
  for (const stripe of [...stripes].sort((left, right) => left.firstByte - right.firstByte)) {
    if (stripe.firstByte < end) throw new RangeError('stripes of its ORC footer overlap');
    end = stripe.firstByte + stripe.indexBytes + stripe.dataBytes + stripe.footerBytes;
    if (end > endOfData) throw new RangeError('a stripe of its ORC footer lies outside the file');
  }
}

interface StripeParts {
  readonly stripe: OrcStripe;
  readonly streams: readonly OrcStream[];
  /** By column of the file. */
  readonly statistics: readonly OrcStatistics[];
  readonly footer: OrcFooter;
  readonly schema: OrcSchema;
  readonly postscript: OrcPostscript;
}

interface Sizes {
  bytes: number;
  firstByte: number;
  bloomBytes: number | null;
}

/** A stripe is a row group: streams lie one after the other, and all of a column's are read, its indexes too. */
function readStripe({
  stripe,
  streams,
  statistics,
  footer,
  schema,
  postscript,
}: StripeParts): FooterRowGroup {
  const byLeaf = new Map<number, Sizes>();
  let at = stripe.firstByte;
  for (const { kind, column, bytes } of streams) {
    const leaf = schema.stored[column]?.leaf;
    if (leaf !== undefined) {
      const sizes = byLeaf.get(leaf) ?? { bytes: 0, firstByte: at, bloomBytes: null };
      sizes.bytes += bytes;
      if (bloomStreams.includes(kind)) sizes.bloomBytes = (sizes.bloomBytes ?? 0) + bytes;
      byLeaf.set(leaf, sizes);
    }
    at += bytes;
  }
  if (at > stripe.firstByte + stripe.indexBytes + stripe.dataBytes) {
    throw new RangeError('the streams of an ORC stripe are longer than it');
  }
  const hasRowIndex = footer.rowIndexStride > 0 && stripe.rows > footer.rowIndexStride;
  const chunks = new Map<number, FooterChunk>();
  for (const [column, stored] of schema.stored.entries()) {
    if (stored === undefined || chunks.has(stored.leaf)) continue;
    const own = statistics[column];
    chunks.set(stored.leaf, {
      leaf: stored.leaf,
      ...(byLeaf.get(stored.leaf) ?? { bytes: 0, firstByte: stripe.firstByte, bloomBytes: null }),
      minimum: null,
      maximum: null,
      ...(own === undefined ? {} : orcBoundsOf(stored, own, postscript.writerVersion)),
      nulls: own === undefined || own.values === null ? null : Math.max(0, stripe.rows - own.values),
      hasDictionary: hasRowIndex,
    });
  }
  const { firstByte, indexBytes, dataBytes, footerBytes } = stripe;
  const endByte = firstByte + indexBytes + dataBytes + footerBytes;
  return { rows: stripe.rows, endByte, chunks: [...chunks.values()] };
}
