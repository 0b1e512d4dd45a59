import * as v from 'valibot';

/** What a view of Athena is in Glue: `ViewOriginalText` is a comment with this as base64 of JSON. */
export interface PrestoView {
  readonly sql: string;
  /** Database of unqualified names; null where the text does not say it. */
  readonly database: string | null;
  readonly columns: readonly string[];
}

const prestoView = v.object({
  originalSql: v.string(),
  schema: v.nullish(v.string(), null),
  columns: v.optional(v.array(v.object({ name: v.string() })), []),
});

/** Reads the text of a view; a view that Hive made is its SELECT itself. Null where it makes no sense. */
export function readPrestoView(text: string): PrestoView | null {
  const encoded = /^\s*\/\*\s*Presto View:\s*([A-Za-z0-9+/=\s]*?)\s*\*\/\s*$/.exec(text)?.[1];
  if (encoded === undefined)
    return /^\s*(?:select|with)\b/i.test(text) ? { sql: text, database: null, columns: [] } : null;
  const parsed = v.safeParse(prestoView, parseJson(Buffer.from(encoded, 'base64').toString('utf8')));
  if (!parsed.success) return null;
  const { originalSql, schema, columns } = parsed.output;
  return { sql: originalSql, database: schema, columns: columns.map(({ name }) => name) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
