import type { Span } from '../span.js';

/** A node as the parser library gives it: an object with one key, its kind. */
export interface RawNode {
  readonly kind: string;
  readonly body: RawBody;
}

export type RawBody = Readonly<Record<string, unknown>>;

/** What converting a node needs to know about the text it came from. */
export interface ConvertContext {
  /** The library counts Unicode characters from the start of the query; the tree counts UTF-16 units of the user's text. */
  readonly toSpan: (raw: unknown) => Span | null;
  /** Parses a piece of SQL that the library left as text. */
  readonly parseFragment: (sql: string) => RawNode | null;
}

export function isBody(value: unknown): value is RawBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The node in `value`, or null if it is none. A kind without content, `{"null": null}`, has an empty body. */
export function asNode(value: unknown): RawNode | null {
  if (!isBody(value)) return null;
  const keys = Object.keys(value);
  const kind = keys[0];
  if (kind === undefined || keys.length !== 1) return null;
  const body = value[kind];
  if (body === null) return { kind, body: {} };
  return isBody(body) ? { kind, body } : null;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
