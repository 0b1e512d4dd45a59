import type { Expression } from './tree.js';

/** The terms that must all hold: nested ANDs flattened. */
export function conjunctsOf(predicate: Expression): readonly Expression[] {
  if (predicate.kind !== 'logical' || predicate.operator !== 'and') return [predicate];
  return predicate.terms.flatMap(conjunctsOf);
}
