import type { Partition } from '../catalog/inventory.js';
import { castTo } from '../evaluate/cast-value.js';
import { FAILED, isValue, type Outcome } from '../evaluate/outcome.js';
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

export function partitionRow({ values }: Partition, types: readonly Type[]): PartitionRow {
  const row: Value[] = [];
  let open: Set<number> | null = null;
  let misfit: number | null = null;
  for (const [index, type] of types.entries()) {
    const outcome = keyValue(values[index] ?? null, type);
    if (isValue(outcome)) {
      row.push(outcome);
      continue;
    }
    row.push(null);
    open ??= new Set();
    open.add(index);
    if (outcome === FAILED) misfit ??= index;
  }
  return { row, open: open ?? nothing, misfit };
}

function keyValue(text: string | null, type: Type): Outcome {
  if (text === null || type.kind === 'varchar') return text;
  return castTo(type)(text, null);
}
