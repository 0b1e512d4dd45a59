import { DryRunError } from '../errors.js';
import type { Span } from './span.js';
import type { QualifiedName } from './statement.js';
import { cutText, type MappedText } from './statement-text.js';
import type { Token } from './statement-tokens.js';

/** Reads the tokens of one statement from left to right. Throws `syntax` where something else is expected. */
export class TokenCursor {
  readonly source: string;
  readonly tokens: readonly Token[];
  at: number;
  /** Index after the last token. */
  readonly end: number;

  constructor(source: string, tokens: readonly Token[], at = 0, end: number = tokens.length) {
    this.source = source;
    this.tokens = tokens;
    this.at = at;
    this.end = end;
  }

  atEnd(): boolean {
    return this.at >= this.end;
  }

  peek(ahead = 0): Token | null {
    const index = this.at + ahead;
    return index < this.end ? (this.tokens[index] ?? null) : null;
  }

  /** The token as written, '' after the end. */
  written(ahead = 0): string {
    const token = this.peek(ahead);
    return token === null ? '' : this.source.slice(token.start, token.end);
  }

  /** The token in upper case if it is a bare word or a symbol, else ''. */
  word(ahead = 0): string {
    const kind = this.peek(ahead)?.kind;
    return kind === 'word' || kind === 'symbol' ? this.written(ahead).toUpperCase() : '';
  }

  isWords(...words: readonly string[]): boolean {
    return words.every((word, index) => this.word(index) === word);
  }

  take(...words: readonly string[]): boolean {
    if (!this.isWords(...words)) return false;
    this.at += words.length;
    return true;
  }

  expect(word: string, after: string): void {
    if (!this.take(word)) this.fail(`${word} after ${after}`);
  }

  fail(expected: string): never {
    const found = this.peek() === null ? 'the end of the statement' : shorten(this.written());
    throw new DryRunError('syntax', { detail: `expected ${expected}, found ${found}` }, this.spanHere());
  }

  /** The next token, or the last one at the end. */
  spanHere(): Span {
    const token = this.peek() ?? this.tokens[this.end - 1];
    return token === undefined ? { start: 0, end: 0 } : { start: token.start, end: token.end };
  }

  isName(ahead = 0): boolean {
    const kind = this.peek(ahead)?.kind;
    return kind === 'word' || kind === 'quoted' || kind === 'backtick';
  }

  takeName(what: string): string {
    if (!this.isName()) this.fail(what);
    const name = unquote(this.written());
    this.at += 1;
    return name;
  }

  takeQualifiedName(what: string): QualifiedName {
    const start = this.spanHere().start;
    const parts = [this.takeName(what)];
    while (this.word() === '.' && this.isName(1)) {
      this.at += 1;
      parts.push(this.takeName(what));
    }
    return { parts, span: { start, end: this.tokens[this.at - 1]?.end ?? start } };
  }

  takeString(what: string): string {
    const kind = this.peek()?.kind;
    if (kind !== 'string' && kind !== 'quoted') this.fail(what);
    const value = unquote(this.written());
    this.at += 1;
    return value;
  }

  /** Moves behind the parenthesis that closes the one at the cursor; returns a cursor over what is between them. */
  takeParentheses(what: string): TokenCursor {
    if (this.word() !== '(') this.fail(`( ${what}`);
    const open = this.peek();
    const start = this.at + 1;
    let depth = 0;
    for (let index = this.at; index < this.end; index += 1) {
      const token = this.tokens[index];
      if (token?.kind !== 'symbol') continue;
      const symbol = this.source[token.start];
      if (symbol === '(') depth += 1;
      else if (symbol === ')') depth -= 1;
      if (depth > 0) continue;
      this.at = index + 1;
      return new TokenCursor(this.source, this.tokens, start, index);
    }
    throw new DryRunError(
      'syntax',
      { detail: 'this parenthesis is never closed' },
      open === null ? null : { start: open.start, end: open.end },
    );
  }

  /** Index of the first token from the cursor on, outside parentheses and brackets, at which `test` holds; else `end`. */
  find(test: (cursor: TokenCursor) => boolean): number {
    const probe = new TokenCursor(this.source, this.tokens, this.at, this.end);
    let depth = 0;
    for (; probe.at < this.end; probe.at += 1) {
      const symbol = probe.peek()?.kind === 'symbol' ? probe.written() : '';
      if (symbol === ')' || symbol === ']') depth -= 1;
      if (depth === 0 && test(probe)) return probe.at;
      if (symbol === '(' || symbol === '[') depth += 1;
    }
    return this.end;
  }

  /** The text from the cursor up to a token index (the end without one); the cursor moves there. */
  takeText(what: string, until: number = this.end): MappedText {
    const first = this.tokens[this.at];
    const last = this.tokens[until - 1];
    if (this.at >= until || first === undefined || last === undefined) this.fail(what);
    this.at = until;
    return cutText(this.source, { start: first.start, end: last.end });
  }

  /** Texts between the commas that are outside parentheses, up to a token index. */
  takeList(what: string, until: number = this.end): MappedText[] {
    const items: MappedText[] = [];
    const rest = this.upTo(until);
    while (true) {
      items.push(
        rest.takeText(
          what,
          rest.find((cursor) => cursor.word() === ','),
        ),
      );
      if (!rest.take(',')) break;
    }
    this.at = until;
    return items;
  }

  takeNames(what: string): string[] {
    return this.takeQualifiedNames(what).map(({ parts }) => parts.join('.'));
  }

  /** `(name, name, ...)`, each with its place. */
  takeQualifiedNames(what: string): QualifiedName[] {
    const inside = this.takeParentheses(what);
    const names = [inside.takeQualifiedName(what)];
    while (inside.take(',')) names.push(inside.takeQualifiedName(what));
    if (!inside.atEnd()) inside.fail(', or )');
    return names;
  }

  /** The tokens from here up to an index. */
  upTo(end: number): TokenCursor {
    return new TokenCursor(this.source, this.tokens, this.at, end);
  }

  expectEnd(after: string): void {
    if (!this.atEnd()) this.fail(`nothing more after ${after}`);
  }
}

/** A quoted name or string without its quotes; doubled quotes are single ones. */
export function unquote(written: string): string {
  const quote = written[0];
  if (quote !== '"' && quote !== "'" && quote !== '`') return written;
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}

function shorten(written: string): string {
  return written.length <= 40 ? written : `${written.slice(0, 37)}...`;
}
