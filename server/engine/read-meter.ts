import type { Chunk, FileParts } from './file-parts.js';

/** One read of a file, as DuckDB logs it. */
export interface FileRead {
  readonly path: string;
  readonly start: number;
  readonly bytes: number;
}

export interface ExpectedReads {
  /** Leaf columns that the query is known to read; null: not known. */
  readonly columns: ReadonlySet<string> | null;
  /** No table is scanned twice: a chunk read again is then the same scan's second look. */
  readonly scansOnce: boolean;
}

export interface MeteredReads {
  /** Column chunks, and the bytes of row formats. */
  readonly dataBytes: number;
  /** Footers and Bloom filters. */
  readonly metadataBytes: number;
  readonly files: number;
}

/**
 * What was read of the data, told by its place in the files. DuckDB reads whole chunks at a time (prefetch) and over
 * gaps of up to 16 kB between two of them: chunks of other columns inside a read are such gaps and do not count. The
 * read that ends with the file is the speculative one for the footer.
 */
export function meterReads(
  reads: readonly FileRead[],
  files: ReadonlyMap<string, FileParts>,
  expected: ExpectedReads,
): MeteredReads {
  const seen = new Set<Chunk>();
  const touchedFiles = new Set<string>();
  let dataBytes = 0;
  let metadataBytes = 0;
  for (const read of reads) {
    const file = files.get(read.path);
    if (file === undefined) continue;
    const end = Math.min(read.start + read.bytes, file.bytes);
    const touched = file.chunks?.filter((chunk) => chunk.start < end && read.start < chunk.end) ?? null;
    if (touched !== null && (end >= file.bytes || touched.length === 0)) {
      metadataBytes += end - read.start;
      continue;
    }
    const counted =
      touched === null ? end - read.start : chunkBytes(touched, read.start, end, expected, seen);
    if (counted > 0) touchedFiles.add(read.path);
    dataBytes += counted;
  }
  return { dataBytes, metadataBytes, files: touchedFiles.size };
}

function chunkBytes(
  touched: readonly Chunk[],
  start: number,
  end: number,
  { columns, scansOnce }: ExpectedReads,
  seen: Set<Chunk>,
): number {
  const isWanted = ({ column }: Chunk): boolean => columns === null || isBelow(column, columns);
  const [first, last] = [touched[0], touched.at(-1)];
  const bridged = first !== undefined && last !== undefined && isWanted(first) && isWanted(last);
  let bytes = 0;
  for (const chunk of touched) {
    const isGap = bridged && !isWanted(chunk);
    const isAgain = scansOnce && seen.has(chunk) && isWanted(chunk);
    seen.add(chunk);
    if (!isGap && !isAgain) bytes += Math.min(end, chunk.end) - Math.max(start, chunk.start);
  }
  return bytes;
}

/** A list or map is one column to the estimate and several chunks in the file. */
function isBelow(path: string, columns: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    if (columns.has(path.slice(0, end))) return true;
  }
  return false;
}
