import type { ByteSource, Footer, FooterChunk, FooterRowGroup } from '../footer.js';
import { boundsOf, noBounds } from './parquet-bounds.js';
import {
  decodeParquetMetadata,
  type ParquetChunk,
  type ParquetMetadata,
  type ParquetRowGroup,
} from './parquet-metadata.js';
import { readParquetSchema, type StoredColumn } from './parquet-schema.js';

/** One read gets most footers. */
const firstReadBytes = 32 * 1024;
/** Length and magic after the footer, and the magic at the start of the file. */
const trailerBytes = 8;
const magicBytes = 4;

/** By number in parquet.thrift. */
const codecNames: readonly string[] = ['none', 'snappy', 'gzip', 'lzo', 'brotli', 'lz4', 'zstd', 'lz4'];
const dictionaryEncodings: readonly number[] = [2, 8];

/** Where the length of a Bloom filter is not written: the most that parquet-mr makes, with its header. */
const largestBloomBytes = 2 ** 20 + 64;

/** Reads the footer of a Parquet object. Throws `RangeError` with the reason where there is none. */
export function readParquetFooter(source: ByteSource): Footer {
  const footer = readFooterBytes(source);
  const metadata = decodeParquetMetadata(footer);
  const schema = readParquetSchema(metadata.schema);
  const endOfData = source.bytes - footer.length - trailerBytes;
  const rowGroups = metadata.rowGroups.map((group) => readRowGroup(group, schema.stored, endOfData));
  requireConsistent(metadata);
  return {
    footerBytes: footer.length,
    rows: metadata.rows,
    codecs: codecsOf(metadata),
    columns: schema.columns,
    leaves: schema.leaves,
    fieldIds: schema.fieldIds,
    rowGroups,
  };
}

function readFooterBytes(source: ByteSource): Uint8Array {
  if (source.bytes < magicBytes + trailerBytes) throw new RangeError('it is too short for a Parquet file');
  const tail = source.read(Math.max(0, source.bytes - firstReadBytes), source.bytes);
  const magic = String.fromCharCode(...tail.subarray(tail.length - magicBytes));
  if (magic === 'PARE') throw new RangeError('its Parquet footer is encrypted');
  if (magic !== 'PAR1') throw new RangeError('it does not end as a Parquet file: truncated, or no Parquet');
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const length = view.getUint32(tail.length - trailerBytes, true);
  if (length + trailerBytes + magicBytes > source.bytes) {
    throw new RangeError('its Parquet footer is longer than the file');
  }
  const start = tail.length - trailerBytes - length;
  if (start >= 0) return tail.subarray(start, start + length);
  const end = source.bytes - trailerBytes;
  return source.read(end - length, end);
}

function codecsOf({ rowGroups }: ParquetMetadata): readonly string[] {
  const codecs = new Set(rowGroups.flatMap(({ chunks }) => chunks.map(({ codec }) => codec)));
  return [...codecs].map((codec) => codecNames[codec] ?? `codec ${codec}`);
}

function readRowGroup(
  { rows, chunks }: ParquetRowGroup,
  stored: readonly StoredColumn[],
  endOfData: number,
): FooterRowGroup {
  if (rows < 0 || chunks.length !== stored.length) {
    throw new RangeError('a row group of its footer does not fit the schema');
  }
  const byLeaf = new Map<number, FooterChunk>();
  for (const [index, column] of stored.entries()) {
    const chunk = chunks[index];
    if (chunk === undefined) continue;
    const read = readChunk(chunk, column, { rows, endOfData });
    const earlier = byLeaf.get(column.leaf);
    byLeaf.set(column.leaf, earlier === undefined ? read : joinChunks(earlier, read));
  }
  return { rows, endByte: null, chunks: [...byLeaf.values()] };
}

/**
 * What no writer writes: rows that are not those of the row groups, chunks that share bytes. One wrong size would
 * make a figure wrong that claims to be exact.
 */
function requireConsistent({ rows, rowGroups }: ParquetMetadata): void {
  if (rowGroups.reduce((sum, group) => sum + group.rows, 0) !== rows) {
    throw new RangeError('the rows of its footer are not those of its row groups');
  }
  const chunks = rowGroups
    .flatMap((group) => group.chunks)
    .filter(({ bytes }) => bytes > 0)
    .map((chunk) => ({ start: firstByteOf(chunk), bytes: chunk.bytes }))
    .sort((left, right) => left.start - right.start);
  let end = magicBytes;
  for (const { start, bytes } of chunks) {
    if (start < end) throw new RangeError('column chunks of its footer overlap');
    end = start + bytes;
  }
}

interface ChunkPlace {
  readonly rows: number;
  readonly endOfData: number;
}

function readChunk(chunk: ParquetChunk, column: StoredColumn, { rows, endOfData }: ChunkPlace): FooterChunk {
  if (!chunk.isKnown) throw new RangeError('a column is encrypted: its size is not in the footer');
  const firstByte = firstByteOf(chunk);
  if (chunk.bytes < 0 || firstByte < 0 || firstByte + chunk.bytes > endOfData) {
    throw new RangeError('a column chunk of its footer lies outside the file');
  }
  const nulls = chunk.statistics?.nulls ?? null;
  if (nulls !== null && (nulls < 0 || (nulls > rows && !column.isRepeated))) {
    throw new RangeError('a column chunk of its footer has more nulls than rows, or less than none');
  }
  return {
    leaf: column.leaf,
    bytes: chunk.bytes,
    firstByte,
    ...boundsOf(column, chunk.statistics),
    nulls,
    hasDictionary:
      chunk.dictionaryPageOffset !== null ||
      chunk.encodings.some((encoding) => dictionaryEncodings.includes(encoding)),
    bloomBytes: chunk.bloomOffset === null ? null : (chunk.bloomLength ?? largestBloomBytes),
  };
}

/** A chunk begins with its dictionary, if it has one; some writers leave a 0 there. */
function firstByteOf({ dataPageOffset, dictionaryPageOffset }: ParquetChunk): number {
  const hasDictionaryFirst =
    dictionaryPageOffset !== null && dictionaryPageOffset > 0 && dictionaryPageOffset < dataPageOffset;
  return hasDictionaryFirst ? dictionaryPageOffset : dataPageOffset;
}

/** Keys and values of a map, or two columns that differ in the case of their names only: one leaf. */
function joinChunks(first: FooterChunk, second: FooterChunk): FooterChunk {
  const blooms = [first.bloomBytes, second.bloomBytes].filter((bytes) => bytes !== null);
  return {
    leaf: first.leaf,
    bytes: first.bytes + second.bytes,
    firstByte: Math.min(first.firstByte, second.firstByte),
    ...noBounds,
    nulls: null,
    hasDictionary: first.hasDictionary || second.hasDictionary,
    bloomBytes: blooms.length === 0 ? null : blooms.reduce((sum, bytes) => sum + bytes, 0),
  };
}
