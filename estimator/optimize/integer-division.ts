import { partsOf } from '../evaluate/expression-parts.js';
import { typeOf } from '../evaluate/type-of.js';
import type { Note } from '../report.js';
import type { Expression } from '../sql/tree.js';

/** A note for a division of one integer by another: Athena drops the fraction, so a rate comes out as 0. */
export function integerDivisions(expressions: readonly Expression[]): readonly Note[] {
  return expressions.some(dividesIntegers)
    ? [
        {
          code: 'integer_division',
          message:
            'Athena divides an integer by an integer without a fraction: 1 / 2 is 0. Cast one side to double for a rate.',
        },
      ]
    : [];
}

function dividesIntegers(expression: Expression): boolean {
  if (expression.kind === 'arithmetic' && expression.operator === '/') {
    if (isInteger(expression.left) && isInteger(expression.right)) return true;
  }
  return partsOf(expression).some(dividesIntegers);
}

function isInteger(expression: Expression): boolean {
  return typeOf(expression)?.kind === 'integer';
}
