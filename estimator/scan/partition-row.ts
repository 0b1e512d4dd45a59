import type { Partition } from '../catalog/inventory.js';
import { castTo } from '../evaluate/cast-value.js';
import { FAILED, isValue, type Outcome } from '../evaluate/outcome.js';
import { remembered } from '../evaluate/remembered.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';

/** A partition's values in the types of its keys, in which predicates are evaluated. */
export interface PartitionRow {
  readonly row: readonly Value[];
  /** Positions of the values that are not known in their type; NULL stands in the row for them. */
  readonly open: ReadonlySet<number>;
  /** Position of the first value that does not fit its type. */
  readonly misfit: number | null;
}

const nothing: ReadonlySet<number> = new Set();

/** Reads partitions by the types of their keys; a value that many partitions share is cast once. */
export function partitionRows(types: readonly Type[]): (partition: Partition) => PartitionRow {
  const readers = types.map(keyReader);
  return ({ values }) => {
    let open: Set<number> | null = null;
    let misfit: number | null = null;
    const row = readers.map((read, index) => {
      const outcome = read(values[index] ?? null);
      if (isValue(outcome)) return outcome;
      open ??= new Set();
      open.add(index);
      if (outcome === FAILED) misfit ??= index;
      return null;
    });
    return { row, open: open ?? nothing, misfit };
  };
}

function keyReader(type: Type): (text: string | null) => Outcome {
  if (type.kind === 'varchar') return (text) => text;
  const cast = castTo(type);
  return remembered((text: string | null) => (text === null ? null : cast(text, null)));
}
