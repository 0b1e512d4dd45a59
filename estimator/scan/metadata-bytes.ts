import type { Table } from '../catalog/catalog.js';
import type { Partition } from '../catalog/inventory.js';
import type { Interval } from '../report.js';

/** More than a value takes in Trino's blocks beside its text: an offset of 4 bytes, and 1 for whether it is NULL. */
const overheadBytes = 16;

/**
 * Bytes that may be counted for rows that come from the data catalog: nothing, or their values as they are in memory.
 * Neither is documented of Athena. Null where the rows are not known.
 */
export async function metadataBytes({ inventory }: Table): Promise<Interval | null> {
  const partitions = await inventory.partitions();
  if (partitions === null) return null;
  return { low: 0, likely: 0, high: partitions.reduce((total, partition) => total + bytesOf(partition), 0) };
}

function bytesOf({ values }: Partition): number {
  return values.reduce((total, value) => total + overheadBytes + Buffer.byteLength(value ?? ''), 0);
}
