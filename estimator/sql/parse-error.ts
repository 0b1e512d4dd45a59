import { DryRunError } from '../errors.js';
import type { Span } from './span.js';

/** What the library says of a text that it cannot read; offsets count Unicode characters. */
export interface ParseFailure {
  readonly error?: string | null;
  readonly errorStart?: number | null;
  readonly errorEnd?: number | null;
}

/** The library's failure as an error of ours: `limit_exceeded` for its guards, else `syntax`. */
export function parseError(
  failure: ParseFailure,
  text: string,
  toSpan: (start: number, end: number) => Span,
): DryRunError {
  const start = failure.errorStart ?? 0;
  const end = Math.max(start, failure.errorEnd ?? 0);
  const span = toSpan(start, end);
  const message = (failure.error ?? '').replace(
    /^(?:Parse|Tokenization) error at line \d+, column \d+: /,
    '',
  );
  const guard = /E_GUARD_\w+: value \d+ exceeds configured limit (\d+)/.exec(message);
  if (guard !== null || /recursion|stack overflow|call stack/i.test(message)) {
    const what = 'The nesting of parentheses, calls, subqueries or types';
    return new DryRunError('limit_exceeded', { what, limit: `${guard?.[1] ?? 'the parser'} levels` }, span);
  }
  return new DryRunError(
    'syntax',
    { detail: detailOf(message, [...text].slice(start, end).join(''), text) },
    span,
  );
}

function detailOf(message: string, found: string, text: string): string {
  if (/Unexpected token|Invalid expression/.test(message)) {
    if (found === '') return 'the text ends too early.';
    const isLast = text.trimEnd().endsWith(found) && /^\w+$/.test(found);
    return isLast
      ? `something is missing after "${found}".`
      : `"${found.slice(0, 40)}" was not expected here.`;
  }
  const expected = /Expected (\w+), got end of input/.exec(message)?.[1];
  if (expected !== undefined)
    return `the text ends too early, ${tokenNames[expected] ?? expected} is missing.`;
  return message.endsWith('.') ? message : `${message}.`;
}

const tokenNames: Readonly<Record<string, string>> = {
  RParen: '")"',
  LParen: '"("',
  From: 'FROM',
  Select: 'SELECT',
};
