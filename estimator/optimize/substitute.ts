import { mapParts } from '../sql/map-parts.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';

/** The expression with symbols replaced by what they stand for; symbols that are not in the map stay. */
export function substitute(
  expression: Expression,
  replacements: ReadonlyMap<PlanSymbol, Expression>,
): Expression {
  if (expression.kind === 'reference') return replacements.get(expression.symbol) ?? expression;
  return mapParts(expression, (part) => substitute(part, replacements));
}
