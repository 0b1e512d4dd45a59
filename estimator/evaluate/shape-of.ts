import type { Expression } from '../sql/tree.js';

/**
 * A bound expression as text: two of one shape are the same expression, wherever they stand. `nameOf` says how a column
 * appears in it; by default each column is itself.
 */
export function shapeOf(expression: Expression, nameOf: (id: number) => string | number = itself): string {
  return JSON.stringify(expression, (name, value: unknown) => {
    if (name === 'span') return undefined;
    if (name === 'symbol' && typeof value === 'object' && value !== null && 'id' in value) {
      return typeof value.id === 'number' ? nameOf(value.id) : undefined;
    }
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}

function itself(id: number): number {
  return id;
}
