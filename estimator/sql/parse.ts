import { DryRunError } from '../errors.js';
import { convertQuery } from './convert/convert-query.js';
import { asNode, type ConvertContext, isBody, type RawNode } from './convert/raw-node.js';
import type { Span } from './span.js';
import type { Query } from './tree.js';

type Library = typeof import('@polyglot-sql/sdk');

/** The parser, loaded: WebAssembly of 23 MB, so once and only where a query is to be read. */
export interface Parser {
  /**
   * Reads one SELECT, VALUES or set operation of Athena. `offset` is where `text` starts in the user's text; spans of
   * the tree count from the start of the latter. Throws `syntax`, `limit_exceeded` or `unsupported_syntax`.
   */
  parseQuery(text: string, offset: number): Query;
  /** The same query in DuckDB's dialect; null where the library cannot write it. */
  toDuckdb(text: string): string | null;
}

let loading: Promise<Parser> | null = null;

/**
 * The only place that imports the parser library. Athena runs queries on Trino; the library's own `athena` dialect reads
 * backslashes in strings as Hive does, which breaks `LIKE 'a\_b' ESCAPE '\'`.
 */
export function loadParser(): Promise<Parser> {
  loading ??= importLibrary().then(createParser);
  return loading;
}

async function importLibrary(): Promise<Library> {
  // A one-shot run needs few of the library's functions: without the first flag Node waits at exit for its optimising
  // compiler (2 s instead of 0.3 s), without the second it checks all 23 MB before the first call (0.05 s).
  const v8 = await import('node:v8');
  v8.setFlagsFromString('--liftoff-only');
  v8.setFlagsFromString('--wasm-lazy-validation');
  return import('@polyglot-sql/sdk');
}

function createParser(library: Library): Parser {
  return {
    parseQuery(text, offset) {
      const node = parseOne(library, text, offset);
      return convertQuery(node, createContext(library, text, offset));
    },
    toDuckdb(text) {
      const result = library.transpile(text, library.Dialect.Trino, library.Dialect.DuckDB);
      const [sql, ...others] = result.sql ?? [];
      return result.success && sql !== undefined && others.length === 0 ? sql : null;
    },
  };
}

function createContext(library: Library, text: string, offset: number): ConvertContext {
  const toUtf16 = utf16Offsets(text);
  return {
    toSpan(raw) {
      if (!isBody(raw) || typeof raw['start'] !== 'number' || typeof raw['end'] !== 'number') return null;
      return { start: offset + toUtf16(raw['start']), end: offset + toUtf16(raw['end']) };
    },
    parseFragment(sql) {
      const result = library.parse(`SELECT ${sql}`, library.Dialect.Trino);
      return result.success ? asNode(firstOf(result.ast)) : null;
    },
  };
}

function firstOf(ast: unknown): unknown {
  return Array.isArray(ast) ? ast[0] : null;
}

function parseOne(library: Library, text: string, offset: number): RawNode {
  rejectDanglingComma(text, offset);
  const result = library.parse(text, library.Dialect.Trino);
  if (!result.success) throw parseError(result, text, offset);
  const node = asNode(firstOf(result.ast));
  if (node === null)
    throw new DryRunError('syntax', { detail: 'a query was expected.' }, { start: offset, end: offset });
  return node;
}

interface ParseFailure {
  readonly error?: string | null;
  readonly errorStart?: number | null;
  readonly errorEnd?: number | null;
}

function parseError(failure: ParseFailure, text: string, offset: number): DryRunError {
  const toUtf16 = utf16Offsets(text);
  const start = toUtf16(failure.errorStart ?? 0);
  const span: Span = { start: offset + start, end: offset + Math.max(start, toUtf16(failure.errorEnd ?? 0)) };
  const message = (failure.error ?? '').replace(/^Parse error at line \d+, column \d+: /, '');
  const guard = /E_GUARD_\w+: value \d+ exceeds configured limit (\d+)/.exec(message);
  if (guard !== null || /recursion|stack overflow/i.test(message)) {
    const what = 'The nesting of parentheses, calls or subqueries';
    return new DryRunError('limit_exceeded', { what, limit: `${guard?.[1] ?? 'the parser'} levels` }, span);
  }
  const found = text.slice(start, toUtf16(failure.errorEnd ?? 0)).slice(0, 40);
  if (/Unexpected token|Invalid expression/.test(message)) {
    const detail = found === '' ? 'the text ends too early.' : `"${found}" was not expected here.`;
    return new DryRunError('syntax', { detail }, span);
  }
  const expected = /Expected (\w+), got end of input/.exec(message);
  if (expected !== null) {
    return new DryRunError(
      'syntax',
      { detail: `the text ends too early, ${tokenName(expected[1] ?? '')} is missing.` },
      span,
    );
  }
  return new DryRunError('syntax', { detail: message.endsWith('.') ? message : `${message}.` }, span);
}

function tokenName(token: string): string {
  const names: Readonly<Record<string, string>> = {
    RParen: '")"',
    LParen: '"("',
    From: 'FROM',
    Select: 'SELECT',
  };
  return names[token] ?? token;
}

/** The library takes `SELECT a, FROM t`; Athena does not. */
function rejectDanglingComma(text: string, offset: number): void {
  const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|,|[A-Za-z_]\w*|[^\s]/g;
  let comma: number | null = null;
  for (const match of text.matchAll(tokens)) {
    const token = match[0];
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    if (comma !== null && /^(?:from|where|group|having|order|limit|union|\)|,)$/i.test(token)) {
      const detail = `there is nothing between this comma and "${token}".`;
      throw new DryRunError('syntax', { detail }, { start: offset + comma, end: offset + comma + 1 });
    }
    comma = token === ',' ? match.index : null;
  }
}

/** From offsets in Unicode characters to offsets in UTF-16 units. */
function utf16Offsets(text: string): (characters: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (characters) => characters;
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  return (characters) => offsets[characters] ?? text.length;
}
