import type { Identifier, RelationAlias } from '../tree.js';
import { type ConvertContext, isBody, list, text } from './raw-node.js';

/** `{name, quoted, span}`, or a bare string, as an identifier; null where there is none. */
export function convertIdentifier(raw: unknown, context: ConvertContext): Identifier | null {
  if (typeof raw === 'string') return { name: raw, quoted: false, span: null };
  if (!isBody(raw) || typeof raw['name'] !== 'string') return null;
  return { name: text(raw['name']), quoted: raw['quoted'] === true, span: context.toSpan(raw['span']) };
}

export function convertIdentifiers(raw: unknown, context: ConvertContext): readonly Identifier[] {
  return list(raw).flatMap((item) => convertIdentifier(item, context) ?? []);
}

/** `AS alias (column, ...)` of a relation. */
export function convertAlias(
  body: Readonly<Record<string, unknown>>,
  context: ConvertContext,
): RelationAlias | null {
  const name = convertIdentifier(body['alias'], context);
  if (name === null) return null;
  return { name, columns: convertIdentifiers(body['column_aliases'], context) };
}

/** The span from the start of the first to the end of the last identifier. */
export function spanOf(parts: readonly Identifier[]): Identifier['span'] {
  const first = parts[0]?.span;
  const last = parts.at(-1)?.span;
  return first && last ? { start: first.start, end: last.end } : null;
}
