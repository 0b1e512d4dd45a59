import type { Expression } from '../sql/tree.js';
import { isKnownFunction } from './compile-call.js';
import { partsOf } from './expression-parts.js';
import { isNonDeterministicFunction } from './is-deterministic.js';
import { rowEquality } from './row-equality.js';

/**
 * Names of the functions in an expression that cannot be evaluated here, each once, in order of appearance; `?` for a
 * parameter without a value. For a non-deterministic function nothing is missing: Athena does not prune by it either.
 */
export function unsupportedFunctions(expression: Expression): readonly string[] {
  const names = new Set<string>();
  collect(expression, names);
  return [...names];
}

function collect(expression: Expression, names: Set<string>): void {
  const rows = rowEquality(expression);
  if (rows !== null) {
    collect(rows, names);
    return;
  }
  if (expression.kind === 'call' && !isEvaluable(expression)) {
    // The converter marks what has no function name in SQL with a question mark.
    names.add(expression.name.replace(/^\?/, ''));
  }
  if (expression.kind === 'parameter' && expression.of === 'statement') names.add('?');
  for (const part of partsOf(expression)) collect(part, names);
}

function isEvaluable(call: Extract<Expression, { kind: 'call' }>): boolean {
  if (isNonDeterministicFunction(call.name)) return true;
  const isPlain = call.window === null && call.filter === null && !call.distinct;
  return isPlain && isKnownFunction(call.name, call.arguments.length);
}
