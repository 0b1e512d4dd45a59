import { compile } from '../evaluate/compile-expression.js';
import type { Clock } from '../evaluate/compiled.js';
import { isValue } from '../evaluate/outcome.js';
import type { Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';
import type { TargetOptions } from './domain-target.js';

export interface PredicateContext extends TargetOptions {
  readonly clock: Clock;
}

export interface PredicateConstant {
  readonly value: Value;
  readonly type: Type | null;
}

/** The value of an expression that is the same for every row, or null. */
export function constantOf(expression: Expression, { clock }: PredicateContext): PredicateConstant | null {
  const compiled = compile(expression, { clock, slots: new Map(), onUnevaluable: () => undefined });
  const outcome = compiled.constant;
  return outcome !== undefined && isValue(outcome) ? { value: outcome, type: compiled.type } : null;
}
