import { sumSql } from './sum-sql.js';

/**
 * What stock Trino reads besides column chunks, as SQL over one object or row group. Sources: Trino 479,
 * lib/trino-parquet, lib/trino-orc and plugin/trino-hive (read 2025-11-21).
 */

const mebibyte = 2 ** 20;

/** How the reader of a columnar format goes about small things. */
export interface TrinoReader {
  /** Objects up to here are read whole, whatever is asked of them. */
  readonly smallObjectBytes: number;
  /** Read at the end of each object; a longer footer is read once more. */
  readonly tailBytes: number;
  /** Row groups up to here are read whole. */
  readonly tinyRowGroupBytes: number;
}

export const trinoReaders: Readonly<Record<'parquet' | 'orc', TrinoReader>> = {
  /** `parquet.small-file-threshold`, since release 428; `MetadataReader.EXPECTED_FOOTER_SIZE`, since 409. */
  parquet: { smallObjectBytes: 3 * mebibyte, tailBytes: 48 * 1024, tinyRowGroupBytes: 0 },
  /** `hive.orc.tiny-stripe-threshold` for objects and for stripes; `OrcReader.EXPECTED_FOOTER_SIZE`. */
  orc: { smallObjectBytes: 8 * mebibyte, tailBytes: 16 * 1024, tinyRowGroupBytes: 8 * mebibyte },
};

/** `hive.max-split-size`; each split reads the tail. The first `hive.max-initial-splits` of a scan are half as large. */
const splitBytes = 64 * mebibyte;
const initialSplitBytes = 32 * mebibyte;

/** `parquet.max-merge-distance`: chunks up to here apart are read in one, with what lies between. */
const mergeDistanceBytes = mebibyte;

/** Above this many columns nearly everything between them is read; the whole row group is the bound then. */
const mostGaps = 64;

/** Footers, and small objects whole: columns `bytes` and `footer_bytes` of the relation of objects. */
export function objectOverhead(
  { smallObjectBytes, tailBytes }: TrinoReader,
  side: 'likely' | 'high',
): string {
  const split = side === 'high' ? initialSplitBytes : splitBytes;
  const again = `CASE WHEN footer_bytes + 8 > ${tailBytes} THEN footer_bytes + 8 ELSE 0 END`;
  return `CASE WHEN bytes <= ${smallObjectBytes} THEN bytes
    ELSE (1 + (bytes - 1) // ${split}) * (${tailBytes} + coalesce(${again}, 0)) END`;
}

/**
 * Bytes read of a row group for chunks of these leaves: the chunks and the gaps that are read with them. `high` adds
 * gaps to the row groups before and after, and second reads for dictionary and Bloom filters of `discrete` leaves.
 */
export function rowGroupBytes(
  reader: TrinoReader,
  leaves: readonly number[],
  discrete: readonly number[],
  side: 'likely' | 'high',
): string {
  if (leaves.length === 0) return '0';
  const { smallObjectBytes, tinyRowGroupBytes } = reader;
  const ofRowGroup = mergedBytes(leaves, discrete, side);
  return `CASE WHEN object_bytes <= ${smallObjectBytes} THEN 0
    WHEN end_byte - start_byte <= ${tinyRowGroupBytes} THEN end_byte - start_byte ELSE ${ofRowGroup} END`;
}

function mergedBytes(
  leaves: readonly number[],
  discrete: readonly number[],
  side: 'likely' | 'high',
): string {
  const chunks = sumSql(leaves.map((leaf) => `coalesce(bytes_${leaf}, 0)`));
  const gaps = leaves.slice(1).map((leaf, index) => gapBetween(leaves[index] ?? leaf, leaf));
  const span = '(end_byte - start_byte)';
  if (side === 'likely') {
    return leaves.length > mostGaps ? chunks : `least(${span}, ${sumSql([chunks, ...gaps])})`;
  }
  const outside = [`least(${mergeDistanceBytes}, ${span})`, `least(${mergeDistanceBytes}, ${span})`];
  const again = discrete.map(
    (leaf) => `CASE WHEN dictionary_${leaf} THEN bytes_${leaf} ELSE 0 END + coalesce(bloom_${leaf}, 0)`,
  );
  const once = leaves.length > mostGaps ? span : `least(${span}, ${sumSql([chunks, ...gaps, ...outside])})`;
  return sumSql([once, ...again.map((bytes) => `coalesce(${bytes}, 0)`)]);
}

/** The gap between neighbours in the order of the schema; where a file has another order, the most that is merged. */
function gapBetween(before: number, after: number): string {
  const gap = `first_byte_${after} - first_byte_${before} - bytes_${before}`;
  return `coalesce(CASE WHEN ${gap} > ${mergeDistanceBytes} THEN 0 WHEN ${gap} >= 0 THEN ${gap} END, ${mergeDistanceBytes})`;
}
