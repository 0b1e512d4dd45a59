type PartitionValues = readonly (string | null)[];

/** The order of partitions: by value after value, the partition of NULLs last. */
export function comparePartitions(left: PartitionValues, right: PartitionValues): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? null;
    if (value === other) continue;
    if (value === null || other === null) return value === null ? 1 : -1;
    return value < other ? -1 : 1;
  }
  return 0;
}
