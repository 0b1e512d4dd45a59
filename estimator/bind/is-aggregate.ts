import { aggregateNames } from '../sql/convert/function-shapes.js';
import type { Call, Expression } from '../sql/tree.js';

/** Whether an expression is itself a call of an aggregate function, not over a window. */
export function isAggregate(expression: Expression): expression is Call {
  return (
    expression.kind === 'call' &&
    expression.window === null &&
    aggregateNames.has(expression.name.replace(/^\?/, ''))
  );
}
