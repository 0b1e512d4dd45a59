import type { Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { compile } from './compile-expression.js';

/** The type of a bound expression as Trino infers it, or null where that is not known here. */
export function typeOf(expression: Expression): Type | null {
  const context = { clock: { nowMicros: 0n }, slots: new Map(), onUnevaluable: () => undefined };
  return compile(expression, context).type;
}
