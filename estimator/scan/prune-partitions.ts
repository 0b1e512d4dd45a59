import type { Partition } from '../catalog/inventory.js';
import { DryRunError } from '../errors.js';
import type { Clock, Row } from '../evaluate/compiled.js';
import type { Kept } from '../report.js';
import { formatType } from '../sql/format-type.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import {
  type PartitionPredicate,
  partitionPredicates,
  type UndecidedConjunct,
} from './partition-predicates.js';
import { partitionRows } from './partition-row.js';

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
  const total = partitions.length;
  const countsOf = (kept: number): Kept | null => (types.length === 0 ? null : { kept, total });
  if (conjuncts.length === 0 && types.every(({ kind }) => kind === 'varchar')) {
    return { ids: 'all', counts: countsOf(total), areUnlisted: false, undecided: [] };
  }
  const predicates = partitionPredicates(scan, conjuncts, clock);
  const deciders = predicates.map(toDecider);
  const readRow = partitionRows(types);
  const kept: number[] = [];
  for (const partition of partitions) {
    const { row, open, misfit } = readRow(partition);
    const decided = open.size === 0 ? deciders : deciders.filter(({ keys }) => isDisjoint(keys, open));
    if (!decided.every(({ mayPass }) => mayPass(partition, row))) continue;
    if (misfit !== null) throw misfitError(scan, partition, misfit);
    kept.push(partition.id);
  }
  return {
    ids: kept.length === total ? 'all' : kept,
    counts: countsOf(kept.length),
    areUnlisted: false,
    undecided: undecidedOf(predicates),
  };
}

/** What is left open after the predicates were asked. */
export function undecidedOf(predicates: readonly PartitionPredicate[]): readonly UndecidedConjunct[] {
  return predicates.map(({ undecided }) => undecided).filter(({ functions }) => functions.size > 0);
}

interface Decider {
  readonly keys: ReadonlySet<number>;
  readonly mayPass: (partition: Partition, row: Row) => boolean;
}

/** Of 100,000 partitions many share a value: a predicate that reads one key is asked once for each of its values. */
function toDecider({ keys, mayPass }: PartitionPredicate): Decider {
  const [key = 0] = keys;
  if (keys.size !== 1) return { keys, mayPass: (_, row) => mayPass(row) };
  const known = new Map<string | null, boolean>();
  return {
    keys,
    mayPass({ values }, row) {
      const text = values[key] ?? null;
      const passes = known.get(text) ?? mayPass(row);
      known.set(text, passes);
      return passes;
    },
  };
}

function isDisjoint(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return [...left].every((each) => !right.has(each));
}

function misfitError({ table, span }: Scan, { values }: Partition, key: number): DryRunError {
  const { name, type } = table.partitionKeys[key] ?? { name: '', type: { kind: 'other', text: '' } };
  const detail = `Table ${table.name} has a partition ${name}=${values[key] ?? ''}, which is no ${formatType(type)}.`;
  return new DryRunError('not_partition_value', { detail }, span);
}
