import type { Partition } from '../catalog/inventory.js';
import { castTo } from '../evaluate/cast-value.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';

/**
 * A partition's values in the types of its keys, in which predicates are evaluated. Null if a value does not fit its
 * key's type: such a partition is kept, whatever the predicate.
 */
export function partitionRow(partition: Partition, types: readonly Type[]): readonly Value[] | null {
  const row: Value[] = [];
  for (const [index, text] of partition.values.entries()) {
    const type = types[index];
    if (type === undefined) return null;
    const value = text === null ? null : keyValue(text, type);
    if (value === undefined) return null;
    row.push(value);
  }
  return row;
}

function keyValue(text: string, type: Type): Value | undefined {
  if (type.kind === 'varchar') return text;
  const outcome = castTo(type)(text, null);
  return typeof outcome === 'symbol' ? undefined : outcome;
}
