import type { Type } from '../sql/type.js';
import type { ArrayValue } from '../sql/value.js';
import { comparatorOf } from './compare-values.js';
import { bigintType, booleanType } from './known-types.js';
import { FAILED, isValue, type Known, type Outcome, UNKNOWN } from './outcome.js';
import { type FunctionTable, scalar, smallInteger } from './scalar-function.js';

/** Functions on arrays. */
export const arrayFunctions: FunctionTable = {
  cardinality: [scalar(['array'], bigintType, (array) => BigInt(array.elements.length))],
  contains: [scalar(['array', 'any'], booleanType, contains)],
  element_at: [scalar(['array', 'integer'], elementType, elementAt)],
};

export function elementType(types: readonly (Type | null)[]): Type | null {
  const [type = null] = types;
  return type?.kind === 'array' ? type.element : null;
}

/** True if an element is equal; else NULL if one is NULL; else false. */
function contains(array: ArrayValue, wanted: Known): Outcome {
  const compare = comparatorOf(null);
  let missing = false;
  for (const element of array.elements) {
    if (element === null) {
      missing = true;
      continue;
    }
    const order = compare(element, wanted);
    if (!isValue(order)) return UNKNOWN;
    if (order === 0) return true;
  }
  return missing ? null : false;
}

/** Counted from 1, from the end if negative; NULL outside of the array. */
function elementAt(array: ArrayValue, index: bigint): Outcome {
  if (index === 0n) return FAILED;
  const at = smallInteger(index);
  if (at === null) return null;
  return array.elements[at > 0 ? at - 1 : array.elements.length + at] ?? null;
}

/** `array[index]`: an index outside of the array is an error. */
export function subscript(array: Known, index: Known): Outcome {
  if (typeof array !== 'object' || array.kind !== 'array' || typeof index !== 'bigint') return UNKNOWN;
  const at = smallInteger(index);
  const element = at === null ? undefined : array.elements[at - 1];
  return element === undefined ? FAILED : element;
}
