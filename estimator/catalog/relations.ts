/** Where the three relations of a table are: names of DuckDB tables, or `read_parquet(...)` of a catalog folder. */
export interface Relations {
  /** partition_id, values VARCHAR[] */
  readonly partitions: string;
  /** object_id, partition_id, path, bytes, state: `whole`, `chunked`, `opaque` or `unreadable` */
  readonly objects: string;
  /**
   * One row per row group: partition_id, object_id, row_group, rows, and for leaf i: bytes_i, min_i, max_i, nulls_i,
   * settles_i (a dictionary or Bloom filter may settle an equality). Null where the format has no row groups.
   */
  readonly rowGroups: string | null;
  /** Leaf paths in the order of their numbers in `rowGroups`. */
  readonly leaves: readonly StoredLeaf[];
}

export interface StoredLeaf {
  readonly path: string;
  /** DuckDB type of min_i and max_i; null where minimum and maximum are not used. */
  readonly boundType: string | null;
}
