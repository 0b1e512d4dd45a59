import type { Expression } from '../tree.js';
import type { Type } from '../type.js';

/** The type of an expression where it is plain to see: columns, their fields, casts. Null otherwise. */
export function expressionType(expression: Expression): Type | null {
  if (expression.kind === 'reference') return expression.symbol.type;
  if (expression.kind === 'cast') return expression.type;
  if (expression.kind === 'field') {
    const base = expressionType(expression.base);
    if (base?.kind !== 'row') return null;
    return base.fields.find(({ name }) => name === expression.name)?.type ?? null;
  }
  if (expression.kind === 'subscript') {
    const base = expressionType(expression.base);
    if (base?.kind === 'array') return base.element;
    return base?.kind === 'map' ? base.value : null;
  }
  return null;
}
