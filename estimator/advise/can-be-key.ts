import type { Type } from '../sql/type.js';

const kinds: ReadonlySet<Type['kind']> = new Set(['boolean', 'integer', 'varchar', 'char', 'date']);

/** Whether values of a type make names of folders that every engine reads back alike. */
export function canBeKey(kind: Type['kind']): boolean {
  return kinds.has(kind);
}
