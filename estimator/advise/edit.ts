import type { EstimatedQuery, EstimatedStatement } from '../estimated-statement.js';
import type { Span } from '../sql/span.js';

/** A piece of a text and what is to stand there instead. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Edits of a query as edits of the user's text. Null where one of the pieces is not in the user's text as the query has
 * it: inside a placeholder, a prepared statement or a view.
 */
export function editsInText(
  query: EstimatedQuery,
  edits: readonly Edit[],
  text: string,
): readonly Edit[] | null {
  const moved = edits.map(({ span, text }) => {
    const start = query.offsetOf(span.start);
    return { span: { start, end: start + span.end - span.start }, text };
  });
  const isThere = edits.every(({ span }, index) => {
    const at = moved[index]?.span;
    return at !== undefined && text.slice(at.start, at.end) === query.text.slice(span.start, span.end);
  });
  return isThere ? moved : null;
}

/** The text of one statement after edits of the whole text; null where one is outside of the statement. */
export function editStatement(
  { span }: EstimatedStatement,
  edits: readonly Edit[],
  text: string,
): string | null {
  if (edits.some((edit) => edit.span.start < span.start || edit.span.end > span.end)) return null;
  let edited = '';
  let copied = span.start;
  for (const edit of [...edits].sort((left, right) => left.span.start - right.span.start)) {
    edited += text.slice(copied, edit.span.start) + edit.text;
    copied = edit.span.end;
  }
  return edited + text.slice(copied, span.end);
}
