import type { EstimatedQuery, EstimatedStatement } from '../estimated-statement.js';
import type { Span } from '../sql/span.js';

/** A piece of a text and what is to stand there instead; an empty piece is a place to insert at. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Edits of a query as edits of the user's text. Null where one of the pieces, or what an insertion follows, is not in the
 * user's text as the query has it: inside a placeholder, a prepared statement or a view.
 */
export function editsInText(
  query: EstimatedQuery,
  edits: readonly Edit[],
  text: string,
): readonly Edit[] | null {
  const moved: Edit[] = [];
  for (const { span, text: own } of edits) {
    const first = span.start === span.end ? span.start - 1 : span.start;
    const start = query.offsetOf(first);
    const end = start + span.end - first;
    if (text.slice(start, end) !== query.text.slice(first, span.end)) return null;
    moved.push({ span: { start: start + span.start - first, end }, text: own });
  }
  return moved;
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
