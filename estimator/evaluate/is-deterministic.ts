import type { Expression } from '../sql/tree.js';
import { partsOf } from './expression-parts.js';

const nonDeterministic: ReadonlySet<string> = new Set(['random', 'rand', 'uuid', 'shuffle']);

/** True for functions that give another value for every row, whatever their arguments. */
export function isNonDeterministicFunction(name: string): boolean {
  return nonDeterministic.has(name);
}

/** True if the same row always gives the same outcome within one query. Subqueries are not looked into. */
export function isDeterministic(expression: Expression): boolean {
  if (expression.kind === 'call' && nonDeterministic.has(expression.name)) return false;
  return partsOf(expression).every(isDeterministic);
}
