import type { Measure } from '../catalog/inventory.js';

/**
 * What a LIMIT over text leaves read: published scans of Athena stopped after 0.2 to 0.33 MB for each started split
 * (evidence SN01, CV04, AM01), and 12 files of 9.3 GB after 18.7 MB, about 60 such splits (TX01).
 */
const bytesPerStartedSplit = 310_000;
const mostStartedSplits = 60;
const bytesPerSplit = 128 * 2 ** 20;

/** Less than any published scan under LIMIT; an engine reads at least one buffer. */
const leastTextBytes = 64 * 2 ** 10;

/** Trino reads chunks above 8 MiB in steps of 8 MiB, each only when it is reached (since release 405). */
const leastChunkBytes = 8 * 2 ** 20;

export interface LimitedBytes {
  readonly low: number;
  readonly likely: number;
}

/** The fewest and the likely bytes of row-format objects under a LIMIT that ends the scan. */
export function limitedTextBytes({ wholeObjects }: Measure): LimitedBytes {
  const { bytes, smallestBytes } = wholeObjects;
  const splits = Math.min(mostStartedSplits, Math.max(1, Math.ceil(bytes / bytesPerSplit)));
  return {
    low: Math.min(bytes, smallestBytes, leastTextBytes),
    likely: Math.min(bytes, splits * bytesPerStartedSplit),
  };
}

/** The same of column chunks: at least the beginning of one row group. */
export function limitedChunkBytes({ chunks }: Measure, rows: number | null): LimitedBytes {
  const low = Math.min(chunks.bytes, chunks.smallestRowGroupBytes, leastChunkBytes);
  if (rows === null || chunks.rows === 0)
    return { low, likely: Math.min(chunks.bytes, chunks.smallestRowGroupBytes) };
  const share = Math.min(1, Math.max(rows, chunks.rowsInLargestRowGroup) / chunks.rows);
  return { low, likely: Math.max(low, Math.round(chunks.bytes * share)) };
}
