import type { Span } from '../sql/span.js';
import type { Expression } from '../sql/tree.js';
import { partsOf } from './expression-parts.js';

/** Where an expression stands in the text: the place of the first name in it; null where it has none. */
export function firstSpan(expression: Expression): Span | null {
  if ('span' in expression && expression.span !== null) return expression.span;
  for (const part of partsOf(expression)) {
    const found = firstSpan(part);
    if (found !== null) return found;
  }
  return null;
}
