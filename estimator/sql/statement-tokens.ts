import { DryRunError } from '../errors.js';
import { parseRunsPerMonth } from '../runs-per-month.js';
import { type Placeholder, placeholderAt } from './statement-template.js';

/** `quoted` is "...", `backtick` is `...`; comments and white space are no tokens. */
export type TokenKind = 'word' | 'number' | 'string' | 'quoted' | 'backtick' | 'symbol' | 'placeholder';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** The tokens of one statement, without its semicolon, and what was noticed while reading them. */
export interface StatementTokens {
  readonly tokens: readonly Token[];
  /** Placeholders of template tools, also those inside strings. */
  readonly placeholders: readonly PlaceholderUse[];
  /** Why reading stopped inside this statement: an open string or comment runs to the end of the text. */
  readonly error: DryRunError | null;
  /** Offset of the semicolon that ends it, or of the end of the text. */
  readonly stop: number;
}

export interface PlaceholderUse extends Placeholder {
  readonly insideString: boolean;
}

/** What a comment `-- runs-per-month: N` says. */
export interface RunsComment {
  readonly start: number;
  readonly text: string;
  /** Null where the text names no number of runs: the comment counts for nothing. */
  readonly runsPerMonth: number | null;
}

/** What a comment `-- athena-dryrun: ...` says, from the offset of its start. */
export interface DirectiveComment {
  readonly start: number;
  readonly text: string;
}

export interface TokenizedText {
  readonly statements: readonly StatementTokens[];
  readonly runsComments: readonly RunsComment[];
  readonly directives: readonly DirectiveComment[];
}

const wordPattern = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const numberPattern = /\d[\w.]*/y;
/** With slips of its name, which are told: a bill that is silently of other runs helps nobody. */
const runsPattern = /^\s*(runs?[-_ ]?per[-_ ]?months?\s*[:=])\s*(.*?)\s*$/is;
const directivePattern = /^\s*athena-dryrun:\s*(.*?)\s*$/is;
const blank = /[\s\ufeff]+/y;

/** Characters of a comment that are looked at. */
const longestComment = 1000;

/** Cuts a text into tokens, statement by statement, in time linear in its length. */
export function tokenize(text: string): TokenizedText {
  return new Tokenizer(text).read();
}

class Tokenizer {
  private readonly text: string;
  private readonly statements: StatementTokens[] = [];
  private readonly runsComments: RunsComment[] = [];
  private readonly directives: DirectiveComment[] = [];
  private tokens: Token[] = [];
  private placeholders: PlaceholderUse[] = [];
  private error: DryRunError | null = null;
  private hiveStrings: boolean | null = null;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): TokenizedText {
    while (this.at < this.text.length) this.readOne();
    this.endStatement();
    return { statements: this.statements, runsComments: this.runsComments, directives: this.directives };
  }

  private readOne(): void {
    const { text, at } = this;
    const character = text[at] ?? '';
    if (this.matches(blank)) return;
    if (character === '-' && text[at + 1] === '-') this.skipLineComment();
    else if (character === '/' && text[at + 1] === '*') this.skipBlockComment();
    else if (character === ';') {
      this.endStatement();
      this.at += 1;
    } else if (character === "'") this.readQuoted("'", 'string', 'string');
    else if (character === '"') this.readQuoted('"', 'quoted', 'quoted name');
    else if (character === '`') this.readQuoted('`', 'backtick', 'name in backticks');
    else if (!this.readPlaceholder()) this.readPlain();
  }

  private readPlain(): void {
    const start = this.at;
    const kind = this.matches(wordPattern) ? 'word' : this.matches(numberPattern) ? 'number' : 'symbol';
    if (kind === 'symbol') this.at += 1;
    this.tokens.push({ kind, start, end: this.at });
  }

  private readPlaceholder(): boolean {
    const placeholder = placeholderAt(this.text, this.at);
    if (placeholder === null) return false;
    this.placeholders.push({ ...placeholder, insideString: false });
    this.tokens.push({ kind: 'placeholder', start: placeholder.start, end: placeholder.end });
    this.at = placeholder.end;
    return true;
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private skipLineComment(): void {
    const newline = this.text.indexOf('\n', this.at);
    const end = newline === -1 ? this.text.length : newline;
    this.readComment(this.at + 2, end);
    this.at = end;
  }

  private skipBlockComment(): void {
    const close = this.text.indexOf('*/', this.at + 2);
    if (close === -1) this.stop('this comment is never closed with */');
    else {
      this.readComment(this.at + 2, close);
      this.at = close + 2;
    }
  }

  private readComment(from: number, end: number): void {
    const comment = this.text.slice(from, Math.min(end, from + longestComment));
    const [, key, runs] = runsPattern.exec(comment) ?? [];
    if (key !== undefined && runs !== undefined) {
      const isNamed = key.toLowerCase() === 'runs-per-month:';
      const runsPerMonth = isNamed ? parseRunsPerMonth(runs) : null;
      this.runsComments.push({ start: this.at, text: `${key} ${runs}`.trim(), runsPerMonth });
    }
    const directive = directivePattern.exec(comment)?.[1];
    if (directive !== undefined) this.directives.push({ start: this.at, text: directive });
  }

  /** Reads to the closing quote; a doubled quote is one quote inside. Hive's statements also escape with a backslash. */
  private readQuoted(quote: string, kind: TokenKind, what: string): void {
    const { text } = this;
    const start = this.at;
    const backslashEscapes = quote !== '`' && this.escapesWithBackslash();
    let at = start + 1;
    while (true) {
      const end = text.indexOf(quote, at);
      const stop = end === -1 ? text.length : end;
      const resume = this.scanInside(at, stop, backslashEscapes);
      if (resume !== null) {
        at = resume;
        continue;
      }
      if (end === -1) {
        this.stop(`this ${what} has no closing ${quote}`);
        return;
      }
      if (text[end + 1] !== quote) {
        this.at = end + 1;
        this.tokens.push({ kind, start, end: this.at });
        return;
      }
      at = end + 2;
    }
  }

  /**
   * Notes the placeholders between two offsets of a string. Returns where to go on when an escaped quote, or a
   * placeholder that holds quotes itself, reaches over the end.
   */
  private scanInside(from: number, to: number, backslashEscapes: boolean): number | null {
    const { text } = this;
    for (let at = from; at < to; at += 1) {
      const character = text[at];
      if (backslashEscapes && character === '\\') {
        at += 1;
        if (at >= to) return to + 1;
        continue;
      }
      if (character !== '$' && character !== '{') continue;
      const placeholder = placeholderAt(text, at);
      if (placeholder === null || placeholder.form === 'jinja_block') continue;
      this.placeholders.push({ ...placeholder, insideString: true });
      if (placeholder.end > to) return placeholder.end;
      at = placeholder.end - 1;
    }
    return null;
  }

  private stop(detail: string): void {
    this.error = new DryRunError('syntax', { detail }, { start: this.at, end: this.at + 1 });
    this.at = this.text.length;
  }

  private endStatement(): void {
    const { tokens, placeholders, error } = this;
    if (tokens.length > 0 || error !== null) {
      this.statements.push({ tokens, placeholders, error, stop: this.at });
    }
    this.tokens = [];
    this.placeholders = [];
    this.error = null;
    this.hiveStrings = null;
  }

  /**
   * Athena hands CREATE EXTERNAL TABLE, ALTER, ... to Hive's parser, in which `\'` does not end a string; in
   * queries, which Trino parses, it does.
   */
  private escapesWithBackslash(): boolean {
    this.hiveStrings ??= isHiveStatement(
      this.tokens.slice(0, 12).map(({ start, end }) => this.text.slice(start, end)),
    );
    return this.hiveStrings;
  }
}

/** Told from the tokens before the first quote. */
function isHiveStatement(written: readonly string[]): boolean {
  const words = written.map((word) => word.toUpperCase());
  const [first, second] = words;
  if (first === 'ALTER' || first === 'MSCK') return true;
  if (first !== 'CREATE') return false;
  if (second === 'EXTERNAL' || second === 'DATABASE' || second === 'SCHEMA') return true;
  if (second !== 'TABLE') return false;
  let at = words[2] === 'IF' ? 5 : 2;
  while (words[at + 1] === '.') at += 2;
  const next = words[at + 1];
  if (next === '(') return words[at + 3] !== ',' && words[at + 3] !== ')';
  return next !== undefined && next !== 'AS' && next !== 'WITH';
}
