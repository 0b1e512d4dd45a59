import type { RelationField } from './relation.js';

/** The name of a table in sight of which no column is known, as of text in bzip2; null where there is none. */
export function undeclaredTable(fields: readonly RelationField[]): string | null {
  const nameOf = ({ qualifier }: RelationField): string => qualifier.join('.');
  const declared = new Set(fields.filter(({ hidden }) => !hidden).map(nameOf));
  const undeclared = fields.find((field) => field.hidden && !declared.has(nameOf(field)));
  return undeclared?.qualifier.at(-1) ?? null;
}
