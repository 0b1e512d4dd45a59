import type { Domain } from '../scan/domain.js';

/**
 * What bytes one table has. The only questions a scan estimate asks; the answers come from object sizes and
 * footers, never from data.
 */
export interface Inventory {
  /**
   * Distinct partitions, in stable order; one without values for an unpartitioned table; null: not known. Of a table
   * with projection: the folders that hold objects, each with its path below the root as its only value.
   */
  partitions(): Promise<readonly Partition[] | null>;
  /** Bytes of what is left after pruning. */
  measure(request: MeasureRequest): Promise<Measure>;
  /**
   * Ids of the partitions in which a row may have values of all these domains, by leaf path; every other partition holds
   * none for sure.
   */
  partitionsHolding(domains: ReadonlyMap<string, Domain>): Promise<ReadonlySet<number>>;
  /** Absolute paths of all objects that count, for running queries on them. */
  objectPaths(): Promise<readonly string[]>;
}

export interface Partition {
  readonly id: number;
  /** One per partition key, in key order; null is the partition of NULLs (`__HIVE_DEFAULT_PARTITION__`). */
  readonly values: readonly (string | null)[];
}

export interface MeasureRequest {
  /** Ids of the kept partitions, or all. */
  readonly partitions: readonly number[] | 'all';
  /** Leaf paths that are read: outputs and filters. */
  readonly columns: readonly string[];
  /** Per leaf path: the values that can pass. Row groups whose statistics exclude them are skipped. */
  readonly domains: ReadonlyMap<string, Domain>;
  /**
   * For each conjunct on data columns, the leaf paths it reads, each list once. In a row group where no row passes, an engine may
   * stop after reading the columns of any one of them.
   */
  readonly conjunctColumns: readonly (readonly string[])[];
  /** Whether the figures of the `trino` profile are asked for; they take most of the planning. Default true. */
  readonly withTrinoBytes?: boolean;
}

/** Whole bytes everywhere. */
export interface Measure {
  /** Kept partitions whose objects are not known: with one, no figure below says what a scan reads. */
  readonly unlistedPartitions: number;
  readonly objects: { readonly kept: number; readonly total: number };
  /** Null where the kept objects have no known row groups. */
  readonly rowGroups: { readonly kept: number; readonly total: number } | null;
  /** Whether an engine that knows the bucket of each object may exclude more objects by the domains than is done here. */
  readonly mayExcludeMore: boolean;
  /** Objects of row formats in kept partitions: read whole. */
  readonly wholeObjects: { readonly count: number; readonly bytes: number; readonly smallestBytes: number };
  /** Objects with known column chunks in kept partitions. */
  readonly chunks: ChunkMeasure;
  /** Columnar objects whose footer is not known (listing only, unreadable): between nothing and the whole object. */
  readonly opaqueObjects: {
    readonly count: number;
    readonly bytes: number;
    readonly unreadable: number;
    /** Those of which not even the table's own log says here whether they are read: there is no lower bound then. */
    readonly perhapsOutdated: number;
    /** Objects of formats that the engine refuses or skips, with why. */
    readonly detail: string | null;
  };
  /** Objects that say which rows of others are deleted: not read, read once, or read with each object of rows. */
  readonly deletes: { readonly count: number; readonly bytes: number; readonly mostBytes: number };
}

export interface ChunkMeasure {
  /** Chunks of all requested columns in row groups that statistics keep. */
  readonly bytes: number;
  /** The same, where an engine stops after the cheapest conjunct in each row group (0 where a dictionary or Bloom filter may settle it). */
  readonly latestBytes: number;
  readonly bytesByColumn: ReadonlyMap<string, number>;
  /** Requested bytes of the row group with the fewest, for LIMIT. */
  readonly smallestRowGroupBytes: number;
  readonly rowsInLargestRowGroup: number;
  readonly rows: number;
  /** Row groups of kept partitions that lack the statistics for a domain. */
  readonly rowGroupsWithoutStatistics: number;
  /** Of ORC: the ends of objects and the footers of kept stripes. Zeros for Parquet, whose footers Athena does not count. */
  readonly tails: { readonly likelyBytes: number; readonly highBytes: number };
  /** What the `trino` profile reads, null where that was not asked for: footers, merged gaps and small files, as an upper bound. */
  readonly trinoHighBytes: number | null;
  readonly trinoLikelyBytes: number | null;
}
