import { DryRunError } from '../errors.js';
import type { StatementKind } from '../report.js';
import type { Span } from './span.js';
import type { Statement } from './statement.js';
import { TokenCursor } from './statement-cursor.js';
import { readStatementBody, statementKindOf } from './statement-read.js';
import { type PlaceholderUse, type RunsComment, type StatementTokens, tokenize } from './statement-tokens.js';

/**
 * Longest statement that Athena takes: "262,144 bytes is not an adjustable quota",
 * https://repost.aws/knowledge-center/athena-query-string-length, read 2026-11-25.
 */
const longestStatementBytes = 262_144;

/**
 * Cuts a text into its statements, at semicolons outside strings, names and comments. Never throws: a statement
 * that cannot be read becomes one of kind `unknown` with its error, and the others are not affected.
 */
export function splitStatements(text: string): readonly Statement[] {
  const { statements, runsComments } = tokenize(text);
  const runs = new RunsLookup(text, runsComments);
  return statements.map((tokens) => readOne(text, tokens, runs));
}

function readOne(text: string, statement: StatementTokens, runs: RunsLookup): Statement {
  const span = spanOf(statement);
  const base = { span, text: text.slice(span.start, span.end), runsPerMonth: runs.at(statement.stop) };
  const cursor = new TokenCursor(text, statement.tokens);
  const claimedKind = statementKindOf(cursor);
  try {
    check(base.text, statement, claimedKind, span);
    return readStatementBody(cursor, base);
  } catch (error) {
    if (error instanceof DryRunError) return { ...base, kind: 'unknown', claimedKind, error };
    throw error;
  }
}

function check(text: string, statement: StatementTokens, kind: StatementKind, span: Span): void {
  const placeholder = statement.placeholders.find((use) => isTemplate(use, text, kind));
  if (placeholder !== undefined) {
    const written = text.slice(placeholder.start - span.start, placeholder.end - span.start);
    throw new DryRunError(
      'template_placeholder',
      { placeholder: written },
      { start: placeholder.start, end: placeholder.end },
    );
  }
  if (statement.error !== null) throw statement.error;
  if (text.length > longestStatementBytes / 4 && Buffer.byteLength(text) > longestStatementBytes) {
    throw new DryRunError(
      'limit_exceeded',
      {
        what: `A statement of ${Buffer.byteLength(text)} bytes`,
        limit: `${longestStatementBytes} bytes that Athena takes`,
      },
      { start: span.start, end: span.start + 1 },
    );
  }
}

/**
 * `${name}` inside a string is SQL in two places: a table's `storage.location.template`, and the replacement of
 * regexp_replace, where it names a group `(?<name>...)`.
 */
function isTemplate(use: PlaceholderUse, text: string, kind: StatementKind): boolean {
  if (!use.insideString) return true;
  return kind !== 'ddl' && !text.includes(`(?<${use.name}>`);
}

function spanOf({ tokens, error }: StatementTokens): Span {
  const start = tokens[0]?.start ?? error?.span?.start ?? 0;
  const end = Math.max(tokens.at(-1)?.end ?? 0, error?.span?.end ?? 0, start);
  return { start, end };
}

/** A comment counts for its statement, or the one after it, and for those that follow until the next comment. */
class RunsLookup {
  private readonly text: string;
  private readonly comments: readonly RunsComment[];
  private next = 0;
  private current: number | null = null;

  constructor(text: string, comments: readonly RunsComment[]) {
    this.text = text;
    this.comments = comments;
  }

  /** Statements must be asked for in order. */
  at(stop: number): number | null {
    const trailing = /^;[^\S\n]*(?:--|\/\*)/.exec(this.text.slice(stop, stop + 200))?.[0].length ?? 0;
    const end = stop + trailing;
    for (let comment = this.comments[this.next]; comment !== undefined; comment = this.comments[this.next]) {
      if (comment.start >= end) break;
      this.current = comment.runsPerMonth ?? this.current;
      this.next += 1;
    }
    return this.current;
  }
}
