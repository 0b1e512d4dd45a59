import { DryRunError } from '../errors.js';
import { keepLastUsed } from '../last-used.js';
import { convertQuery } from './convert/convert-query.js';
import { asNode, type ConvertContext, isBody, type RawNode } from './convert/raw-node.js';
import { parseError } from './parse-error.js';
import { queryText } from './query-text.js';
import type { Span } from './span.js';
import { spanOfWords } from './span-of-words.js';
import { type MappedText, originOf } from './statement-text.js';
import type { Query } from './tree.js';

type Library = typeof import('@polyglot-sql/sdk');

/** The parser, loaded: WebAssembly of 23 MB, so once and only where a query is to be read. */
export interface Parser {
  /**
   * Reads one SELECT, VALUES or set operation of Athena. Spans of the tree are offsets in `text`. Throws `syntax`,
   * `limit_exceeded` or `unsupported_syntax`, each with its place.
   */
  parseQuery(text: string): Query;
  /** The same of a text that the user does not see, a view's: every part and every error stands at one place. */
  parseQueryAt(text: string, place: Span): Query;
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

/** A query is read once for all layouts it is compared on. */
const rememberedQueries = 16;

/** Of longer texts the trees would fill the memory. */
const longText = 20_000;

function createParser(library: Library): Parser {
  const known = keepLastUsed<Query>(rememberedQueries);
  return {
    parseQuery(text) {
      const query = known.find(text) ?? parseQuery(library, text);
      if (text.length <= longText) known.keep(text, query);
      return query;
    },
    parseQueryAt(text, place) {
      const toSpan = (): Span => place;
      try {
        const node = parseOne(library, queryText(text).text, toSpan);
        return convertQuery(node, { ...createContext(library, toSpan), toSpan });
      } catch (error) {
        if (!(error instanceof DryRunError)) throw error;
        throw new DryRunError(error.code, error.data, place);
      }
    },
    toDuckdb(text) {
      const result = library.transpile(queryText(text).text, library.Dialect.Trino, library.Dialect.DuckDB);
      const [sql, ...others] = result.sql ?? [];
      return result.success && sql !== undefined && others.length === 0 ? sql : null;
    },
  };
}

function parseQuery(library: Library, text: string): Query {
  try {
    const readable = queryText(text);
    const toSpan = spansIn(readable);
    return convertQuery(parseOne(library, readable.text, toSpan), createContext(library, toSpan));
  } catch (error) {
    if (!(error instanceof DryRunError) || error.span !== null) throw error;
    throw new DryRunError(error.code, error.data, spanOfWords(text, error.message));
  }
}

type ToSpan = (start: number, end: number) => Span;

/** From offsets in Unicode characters of what the library read to UTF-16 offsets of the query. */
function spansIn(readable: MappedText): ToSpan {
  const toUtf16 = utf16Offsets(readable.text);
  return (start, end) => {
    const first = originOf(readable, toUtf16(start));
    return { start: first, end: Math.max(first, originOf(readable, Math.max(0, toUtf16(end) - 1)) + 1) };
  };
}

function createContext(library: Library, toSpan: ToSpan): ConvertContext {
  return {
    toSpan(raw) {
      if (!isBody(raw) || typeof raw['start'] !== 'number' || typeof raw['end'] !== 'number') return null;
      return toSpan(raw['start'], raw['end']);
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

function parseOne(library: Library, text: string, toSpan: ToSpan): RawNode {
  const result = library.parse(text, library.Dialect.Trino);
  if (!result.success) throw parseError(result, text, toSpan);
  const node = asNode(firstOf(result.ast));
  if (node !== null) return node;
  throw new DryRunError('syntax', { detail: 'a query was expected.' }, toSpan(0, 0));
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
