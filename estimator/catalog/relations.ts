import type { HiveHash } from '../formats/hive-bucket.js';

/** Where the relations of a table are: names of DuckDB tables, or `read_parquet(...)` of a catalog folder. */
export interface Relations {
  /** The catalog folder that they lie in; null in memory. */
  readonly folder: string | null;
  /** partition_id (0, 1, ...), values VARCHAR[], objects, bytes */
  readonly partitions: string;
  /**
   * object_id, partition_id, path (relative to the location), bytes, format, codec, state (`ObjectState`), reason (why
   * it is unreadable), footer_bytes, rows, row_groups, storage_class
   */
  readonly objects: string;
  /**
   * One row per row group, sorted by partition. All: partition_id, object_id, row_group. The first also: rows,
   * object_bytes, start_byte, end_byte (of the row group in its object). For leaf i: bytes_i, first_byte_i, min_i,
   * max_i, nulls_i, dictionary_i, bloom_i (bytes). Leaves are `leavesPerRelation` to a relation. Null where the format
   * has no row groups.
   */
  readonly rowGroups: readonly string[] | null;
  /** What a table format knows about the objects, by which they are skipped; null where only folders say it. */
  readonly objectBounds: ObjectBounds | null;
  /** How Trino reads the objects that are in `rowGroups`. */
  readonly chunkFormat: 'parquet' | 'orc';
  /** Leaf paths in the order of their numbers in `rowGroups`. */
  readonly leaves: readonly StoredLeaf[];
  /** Of the whole table. */
  readonly counts: { readonly objects: number; readonly rowGroups: number };
}

/**
 * `whole`: row format; `chunked`: in `rowGroups`; `opaque`: columnar without a known footer; `unreadable`: no footer;
 * `unlisted`: no object, but a note that the objects of its partition are not known; `deletes`: which rows of other
 * objects are deleted; `bounded`: may be read or not, as a log that is not read here says.
 */
export type ObjectState = 'whole' | 'chunked' | 'opaque' | 'unreadable' | 'unlisted' | 'deletes' | 'bounded';

export interface ObjectBounds {
  /**
   * One row per object: partition_id, object_id, rows, most_bytes (of an object with deletes: all that may be read for
   * it); of `leaves[i]`, whose number is n: min_n, max_n, nulls_n; of `buckets[i]`: bucket_i; of `clustering`: bucket.
   */
  readonly relation: string;
  readonly leaves: readonly BoundedLeaf[];
  readonly buckets: readonly BucketedLeaf[];
  /** Numbers of leaves by whose values the objects are placed: a filter on them may be settled without reading them. */
  readonly placedBy: readonly number[];
  /** Hive's CLUSTERED BY, else null. */
  readonly clustering: Clustering | null;
}

/** Rows that agree in all of these columns lie in one bucket. */
export interface Clustering {
  readonly columns: readonly ClusteredLeaf[];
  readonly buckets: number;
  /** False where the engine knows the bucket of each object and we do not: a filter may exclude more than is told. */
  readonly isKnown: boolean;
}

export interface ClusteredLeaf {
  readonly leaf: number;
  /** Null of types that are not hashed here. */
  readonly hash: HiveHash | null;
}

export interface BoundedLeaf {
  readonly leaf: number;
  /** DuckDB type of min_n and max_n. */
  readonly boundType: string;
}

export interface BucketedLeaf {
  readonly leaf: number;
  readonly buckets: number;
  readonly icebergType: string;
}

export interface StoredLeaf {
  readonly path: string;
  /** DuckDB type of min_i and max_i; null where minimum and maximum skip nothing. */
  readonly boundType: string | null;
}

/**
 * One relation with seven columns for each leaf is one scan for any question, but 10,000 leaves in one took 40 s and
 * 1.6 GB to write; in relations of 250 each takes 0.1 s. Part of the form of a catalog folder.
 */
export const leavesPerRelation = 250;

export function relationCount(leaves: number): number {
  return Math.max(1, Math.ceil(leaves / leavesPerRelation));
}

/** By the format of a table. */
export function chunkFormatOf(format: string): Relations['chunkFormat'] {
  return format === 'orc' ? 'orc' : 'parquet';
}
