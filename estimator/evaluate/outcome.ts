import type { Value } from '../sql/value.js';

/** Not decided: the expression needs something that is not known here, or that is not known to be as in Athena. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** Evaluation ends with an error in Athena: a bad date, a division by zero, a failed cast. */
export const FAILED: unique symbol = Symbol('failed');

export type Outcome = Value | typeof UNKNOWN | typeof FAILED;

/** A value that is not NULL. */
export type Known = Exclude<Value, null>;

/** True for a value, NULL included. */
export function isValue(outcome: Outcome): outcome is Value {
  return typeof outcome !== 'symbol';
}
