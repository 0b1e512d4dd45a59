import { conjunctUses } from '../../scan/conjunct-uses.js';
import type { ReportedScan } from './scans-of.js';

export interface WholeKeys {
  readonly partitions: number;
  /** The partition keys, as text. */
  readonly keys: string;
  /** Whether a filter is on a key, though it leaves every partition. */
  readonly isFiltered: boolean;
}

/** A partitioned table of which every partition is left, and why; null where some are pruned, or there is only one. */
export function keysReadWhole({ report, planned }: ReportedScan): WholeKeys | null {
  const { partitions } = report;
  if (partitions === null || partitions.total < 2 || partitions.kept < partitions.total) return null;
  const { onPartitions, atRunTime } = conjunctUses(planned.scan);
  return {
    partitions: partitions.total,
    keys: planned.scan.table.partitionKeys.map(({ name }) => name).join(', '),
    isFiltered: onPartitions.length > 0 || atRunTime.some(({ about }) => about === 'partition_key'),
  };
}
