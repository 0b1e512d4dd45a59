import { canPass } from '../evaluate/can-pass.js';
import { compileExpression } from '../evaluate/compile-expression.js';
import type { Clock, Row } from '../evaluate/compiled.js';
import { unsupportedFunctions } from '../evaluate/unsupported-functions.js';
import { referencesOf } from '../optimize/references.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';

/** One conjunct on partition keys, ready to be asked for a partition. */
export interface PartitionPredicate {
  /** Positions of the keys that it reads. */
  readonly keys: ReadonlySet<number>;
  /** False where no row of a partition with these key values can pass. */
  readonly mayPass: (row: Row) => boolean;
  readonly undecided: UndecidedConjunct;
}

/** A conjunct with the functions in it that are not known here; they are found while it is asked. */
export interface UndecidedConjunct {
  readonly conjunct: Expression;
  readonly functions: ReadonlySet<string>;
}

/**
 * Each conjunct is evaluated whole with the partition's values, as Trino does (HivePartitionManager, read 2025-11-21);
 * one that fails on a value keeps it.
 */
export function partitionPredicates(
  scan: Scan,
  conjuncts: readonly Expression[],
  clock: Clock,
): readonly PartitionPredicate[] {
  const slots = new Map(
    scan.table.partitionKeys.flatMap(({ name }, index) => {
      const symbol = scan.symbols.get(name);
      return symbol === undefined ? [] : [[symbol, index] as const];
    }),
  );
  return conjuncts.map((conjunct) => {
    const functions = new Set(unsupportedFunctions(conjunct));
    const onUnevaluable = (what: string): void => void functions.add(what);
    const evaluate = compileExpression(conjunct, { clock, slots, onUnevaluable });
    return {
      keys: new Set([...referencesOf(conjunct)].flatMap((symbol) => slots.get(symbol) ?? [])),
      mayPass: (row) => canPass(evaluate, row) !== 'prune',
      undecided: { conjunct, functions },
    };
  });
}
