import type { Partition } from '../catalog/inventory.js';
import { canPass } from '../evaluate/can-pass.js';
import { compileExpression } from '../evaluate/compile-expression.js';
import type { Clock } from '../evaluate/compiled.js';
import { unsupportedFunctions } from '../evaluate/unsupported-functions.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import { partitionRow } from './partition-row.js';

export interface PrunedPartitions {
  readonly kept: readonly number[];
  readonly total: number;
  /** Conjuncts that kept partitions only because a function in them is not known here, with the functions' names. */
  readonly undecided: readonly { readonly conjunct: Expression; readonly functions: readonly string[] }[];
}

/**
 * Keeps the partitions for which no conjunct is certainly false or NULL. Each conjunct is evaluated whole with the
 * partition's values, as Trino does (HivePartitionManager, read 2025-11-21); one that fails on a value keeps it.
 */
export function prunePartitions(
  scan: Scan,
  partitions: readonly Partition[],
  conjuncts: readonly Expression[],
  clock: Clock,
): PrunedPartitions {
  const types = scan.table.partitionKeys.map(({ type }) => type);
  const slots = new Map(
    scan.table.partitionKeys.flatMap(({ name }, index) => {
      const symbol = scan.symbols.get(name);
      return symbol === undefined ? [] : [[symbol, index] as const];
    }),
  );
  const predicates = conjuncts.map((conjunct) => {
    const functions = new Set(unsupportedFunctions(conjunct));
    const onUnevaluable = (what: string): void => void functions.add(what);
    return { conjunct, functions, evaluate: compileExpression(conjunct, { clock, slots, onUnevaluable }) };
  });
  const kept: number[] = [];
  for (const partition of partitions) {
    const row = partitionRow(partition, types);
    const passes = row === null || predicates.every(({ evaluate }) => canPass(evaluate, row) !== 'prune');
    if (passes) kept.push(partition.id);
  }
  const undecided = predicates
    .filter(({ functions }) => functions.size > 0)
    .map(({ conjunct, functions }) => ({ conjunct, functions: [...functions] }));
  return { kept, total: partitions.length, undecided };
}
