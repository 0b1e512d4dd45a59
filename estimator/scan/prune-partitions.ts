import type { Partition } from '../catalog/inventory.js';
import { DryRunError } from '../errors.js';
import type { Clock } from '../evaluate/compiled.js';
import type { Kept } from '../report.js';
import { formatType } from '../sql/format-type.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import {
  type PartitionPredicate,
  partitionPredicates,
  type UndecidedConjunct,
} from './partition-predicates.js';
import { partitionRow } from './partition-row.js';

export interface PrunedPartitions {
  /** Ids in the inventory of what is left. */
  readonly ids: readonly number[] | 'all';
  /** Null for an unpartitioned table. */
  readonly counts: Kept | null;
  /** True where partitions are left of which no object is known. */
  readonly areUnlisted: boolean;
  /** Conjuncts that kept partitions only because a function in them is not known here. */
  readonly undecided: readonly UndecidedConjunct[];
}

/**
 * Keeps the partitions for which no conjunct is certainly false or NULL. Throws `not_partition_value` where a
 * partition is left whose value does not fit the type of its key: Athena fails on it.
 */
export function prunePartitions(
  scan: Scan,
  partitions: readonly Partition[],
  conjuncts: readonly Expression[],
  clock: Clock,
): PrunedPartitions {
  const types = scan.table.partitionKeys.map(({ type }) => type);
  const predicates = partitionPredicates(scan, conjuncts, clock);
  const kept: number[] = [];
  for (const partition of partitions) {
    const { row, open, misfit } = partitionRow(partition, types);
    const decided = open.size === 0 ? predicates : predicates.filter(({ keys }) => isDisjoint(keys, open));
    if (!decided.every(({ mayPass }) => mayPass(row))) continue;
    if (misfit !== null) throw misfitError(scan, partition, misfit);
    kept.push(partition.id);
  }
  return {
    ids: kept.length === partitions.length ? 'all' : kept,
    counts: types.length === 0 ? null : { kept: kept.length, total: partitions.length },
    areUnlisted: false,
    undecided: undecidedOf(predicates),
  };
}

/** What is left open after the predicates were asked. */
export function undecidedOf(predicates: readonly PartitionPredicate[]): readonly UndecidedConjunct[] {
  return predicates.map(({ undecided }) => undecided).filter(({ functions }) => functions.size > 0);
}

function isDisjoint(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return [...left].every((each) => !right.has(each));
}

function misfitError({ table, span }: Scan, { values }: Partition, key: number): DryRunError {
  const { name, type } = table.partitionKeys[key] ?? { name: '', type: { kind: 'other', text: '' } };
  const detail = `Table ${table.name} has a partition ${name}=${values[key] ?? ''}, which is no ${formatType(type)}.`;
  return new DryRunError('not_partition_value', { detail }, span);
}
