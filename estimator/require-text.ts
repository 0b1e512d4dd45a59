import { DryRunError } from './errors.js';

/** A text that a caller without types gives. Throws `usage`, with the name of what it should be. */
export function requireText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new DryRunError('usage', { detail: `${name}: a text was expected, not ${kindOf(value)}.` });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'object' ? 'an object' : String(value);
}
