import type { RelationField } from './relation.js';

/** The name of a table in sight of which no column is known; null where there is none. */
export function undeclaredTable(fields: readonly RelationField[]): string | null {
  return fields.find((field) => field.isUndeclared)?.qualifier.at(-1) ?? null;
}
