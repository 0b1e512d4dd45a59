import type { Chunk, FileParts } from './file-parts.js';

/** One read of a file, as DuckDB logs it. */
export interface FileRead {
  readonly path: string;
  readonly start: number;
  readonly bytes: number;
}

export interface ExpectedReads {
  /** Leaf columns that the query is known to read, once for each scan that reads them; null: not known. */
  readonly columns: readonly string[] | null;
  /** No table is scanned twice, though two tables may have columns of one name. */
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
  const seen = new Map<Chunk, number>();
  const scansOf = scansByColumn(expected);
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
    const counted = touched === null ? end - read.start : chunkBytes(touched, read.start, end, scansOf, seen);
    if (counted > 0) touchedFiles.add(read.path);
    dataBytes += counted;
  }
  return { dataBytes, metadataBytes, files: touchedFiles.size };
}

/**
 * A chunk that is read more often than there are scans of its column is a scan's second look: first the filtered columns
 * are read, then all of a small row group at once.
 */
function chunkBytes(
  touched: readonly Chunk[],
  start: number,
  end: number,
  scansOf: (column: string) => number,
  seen: Map<Chunk, number>,
): number {
  const isWanted = (chunk: Chunk | undefined): boolean => chunk !== undefined && scansOf(chunk.column) > 0;
  const bridged = isWanted(touched[0]) && isWanted(touched.at(-1));
  let bytes = 0;
  for (const chunk of touched) {
    const times = (seen.get(chunk) ?? 0) + 1;
    seen.set(chunk, times);
    const isGap = bridged && !isWanted(chunk);
    const isAgain = isWanted(chunk) && times > scansOf(chunk.column);
    if (!isGap && !isAgain) bytes += Math.min(end, chunk.end) - Math.max(start, chunk.start);
  }
  return bytes;
}

/** How many scans read a column of a file at most; 0 for those that the query does not name. */
function scansByColumn({ columns, scansOnce }: ExpectedReads): (column: string) => number {
  if (columns === null) return () => (scansOnce ? 1 : Number.POSITIVE_INFINITY);
  const counts = new Map<string, number>();
  for (const column of columns) counts.set(column, scansOnce ? 1 : (counts.get(column) ?? 0) + 1);
  return (column) => {
    // A list or map is one column to the estimate and several chunks in the file.
    for (let end = column.length; end > 0; end = column.lastIndexOf('.', end - 1)) {
      const count = counts.get(column.slice(0, end));
      if (count !== undefined) return count;
    }
    return 0;
  };
}
