import type { Expression } from '../sql/tree.js';

/** Tells columns and fields of columns apart as text; null for what is neither. */
export function columnText(expression: Expression): string | null {
  if (expression.kind === 'reference') return String(expression.symbol.id);
  if (expression.kind !== 'field') return null;
  const base = columnText(expression.base);
  return base === null ? null : `${base}.${expression.name}`;
}
