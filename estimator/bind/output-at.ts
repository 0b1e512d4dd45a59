import { DryRunError } from '../errors.js';
import type { Expression } from '../sql/tree.js';

/** The output that a column number of ORDER BY or GROUP BY stands for; null for another key. Throws `syntax`. */
export function outputAt(
  key: Expression,
  outputs: readonly { readonly expression: Expression }[],
  clause: 'ORDER BY' | 'GROUP BY',
): Expression | null {
  if (key.kind !== 'literal' || typeof key.value !== 'bigint') return null;
  const output = outputs[Number(key.value) - 1];
  if (output !== undefined) return output.expression;
  throw new DryRunError('syntax', { detail: `${clause}: there is no output column ${key.value}.` });
}
