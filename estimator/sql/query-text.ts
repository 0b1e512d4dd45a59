import { DryRunError } from '../errors.js';
import { cutText, joinTexts, type MappedText, type OwnText } from './statement-text.js';
import { type Token, tokenize } from './statement-tokens.js';

/**
 * The text of a query as the parser library is to read it. The library takes SQL of many dialects: what Athena refuses
 * is refused here, and legal forms that the library does not know are written in a form that it does. Positions in the
 * result lead back to `text`. Throws `syntax`.
 */
export function queryText(text: string): MappedText {
  const { statements } = tokenize(text);
  const broken = statements.find(({ error }) => error !== null)?.error;
  if (broken) throw broken;
  const words = new Words(
    text,
    statements.flatMap(({ tokens }) => tokens),
  );
  const parts: (MappedText | OwnText)[] = [];
  let copied = 0;
  for (let index = 0; index < words.tokens.length; index += 1) {
    refuse(words, index);
    const rewritten = rewrite(words, index);
    if (rewritten === null) continue;
    parts.push(cutText(text, { start: copied, end: words.start(index) }), ...rewritten.parts);
    copied = rewritten.end;
  }
  if (parts.length === 0) return cutText(text, { start: 0, end: text.length });
  return joinTexts([...parts, cutText(text, { start: copied, end: text.length })]);
}

/** Tokens by index; the text of a bare word or symbol in upper case, '' for anything else and outside. */
class Words {
  readonly text: string;
  readonly tokens: readonly Token[];

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = tokens;
  }

  at(index: number): string {
    const token = this.tokens[index];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'symbol')) return '';
    return this.text.slice(token.start, token.end).toUpperCase();
  }

  kind(index: number): Token['kind'] | null {
    return this.tokens[index]?.kind ?? null;
  }

  start(index: number): number {
    return this.tokens[index]?.start ?? this.text.length;
  }

  end(index: number): number {
    return this.tokens[index]?.end ?? this.text.length;
  }

  /** Whether a token follows the one before it without white space. */
  touches(index: number): boolean {
    return this.start(index) === this.end(index - 1);
  }
}

/** Words that cannot follow a comma of a list: the library takes `SELECT a, FROM t`. */
const closers: ReadonlySet<string> = new Set([
  ...['FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'UNION', 'INTERSECT', 'EXCEPT', ')', ','],
]);

/** Words after which a bracket begins an array or an index. */
const expressionEnds: ReadonlySet<Token['kind']> = new Set(['word', 'quoted', 'string', 'number']);

const beforeExpression: ReadonlySet<string> = new Set([
  ...[
    'SELECT',
    'DISTINCT',
    'ALL',
    'WHERE',
    'AND',
    'OR',
    'NOT',
    'ON',
    'BY',
    'HAVING',
    'WHEN',
    'THEN',
    'ELSE',
    'IN',
  ],
]);

function refuse(words: Words, index: number): void {
  const word = words.at(index);
  const span = { start: words.start(index), end: words.end(index) };
  if (words.kind(index) === 'backtick') {
    const detail = 'Athena takes names in backticks in DDL only; in a query they are quoted with "...".';
    throw new DryRunError('syntax', { detail }, span);
  }
  if (word === ',' && (closers.has(words.at(index + 1)) || words.tokens[index + 1] === undefined)) {
    const next = words.at(index + 1).toLowerCase() || 'the end of the text';
    throw new DryRunError('syntax', { detail: `there is nothing between this comma and "${next}".` }, span);
  }
  if ((word === '=' || word === ':') && words.at(index + 1) === word && words.touches(index + 1)) {
    const detail = `"${word}${word}" is no operator of Athena; ${word === '=' ? 'write "="' : 'write CAST(... AS ...)'}.`;
    throw new DryRunError('syntax', { detail }, { start: span.start, end: span.end + 1 });
  }
  const foreign = foreignForms.find((form) => form.fits(words, index));
  if (foreign !== undefined) throw new DryRunError('syntax', { detail: foreign.detail }, span);
  if (foreignOperators.has(word) && words.kind(index + 1) === 'string' && endsExpression(words, index - 1)) {
    throw new DryRunError(
      'syntax',
      { detail: `${word} is no operator of Athena; use regexp_like or LIKE.` },
      span,
    );
  }
  if (word === '[' && !endsExpression(words, index - 1)) {
    const detail =
      'a bracket must follow ARRAY, a column or another expression; names are quoted with "...".';
    throw new DryRunError('syntax', { detail }, span);
  }
}

interface ForeignForm {
  readonly detail: string;
  readonly fits: (words: Words, index: number) => boolean;
}

/** What the library reads and Trino's grammar has not (its SqlBase.g4, read 2026-11-25). */
const foreignForms: readonly ForeignForm[] = [
  {
    detail: '"**" is no operator of Athena; write power(x, y).',
    fits: (words, index) =>
      words.at(index) === '*' && words.at(index + 1) === '*' && words.touches(index + 1),
  },
  {
    detail: 'in Athena OFFSET stands before LIMIT.',
    fits: (words, index) => isLimit(words, index - 2) && words.at(index) === 'OFFSET',
  },
  {
    detail: 'LIMIT takes one number; write OFFSET before it.',
    fits: (words, index) => isLimit(words, index - 2) && words.at(index) === ',',
  },
  {
    detail: 'LIMIT takes a number of rows, not a percentage.',
    fits: (words, index) => isLimit(words, index - 2) && ['PERCENT', '%'].includes(words.at(index)),
  },
  {
    detail: 'two texts follow each other; write || between them.',
    fits: (words, index) => words.kind(index) === 'string' && words.kind(index - 1) === 'string',
  },
  {
    detail: 'Athena samples with TABLESAMPLE.',
    fits: (words, index) => words.at(index) === 'SAMPLE' && words.at(index - 1) === 'USING',
  },
  {
    detail: 'Athena puts columns together by their places, not by name.',
    fits: (words, index) =>
      words.at(index) === 'BY' && (words.at(index - 1) === 'UNION' || words.at(index - 2) === 'UNION'),
  },
  {
    detail: "the number of an interval is in quotes: INTERVAL '1' DAY.",
    fits: (words, index) => words.kind(index) === 'number' && words.at(index - 1) === 'INTERVAL',
  },
];

/** `LIMIT 5` or `LIMIT ALL`. */
function isLimit(words: Words, index: number): boolean {
  const isCount = words.kind(index + 1) === 'number' || words.at(index + 1) === 'ALL';
  return words.at(index) === 'LIMIT' && isCount;
}

function endsExpression(words: Words, index: number): boolean {
  const kind = words.kind(index);
  const word = words.at(index);
  if (kind === 'symbol') return word === ')' || word === ']';
  return kind !== null && expressionEnds.has(kind) && !beforeExpression.has(word);
}

const foreignOperators: ReadonlySet<string> = new Set(['ILIKE', 'RLIKE', 'REGEXP']);

interface Rewritten {
  readonly parts: readonly (MappedText | OwnText)[];
  readonly end: number;
}

function rewrite(words: Words, index: number): Rewritten | null {
  if (isTableQuery(words, index)) {
    return {
      parts: [{ text: 'SELECT * FROM', origin: words.start(index) }],
      end: words.end(index),
    };
  }
  const word = words.at(index);
  const type = word === 'DECIMAL' ? decimalType(words, index + 1) : word;
  if (!typesOfLiterals.has(word) || words.kind(index + 1) !== 'string' || words.at(index - 1) === 'AS')
    return null;
  const value = cutText(words.text, { start: words.start(index + 1), end: words.end(index + 1) });
  const origin = words.start(index);
  return {
    parts: [{ text: 'CAST(', origin }, value, { text: ` AS ${type})`, origin }],
    end: words.end(index + 1),
  };
}

/** `DECIMAL '1.25'` has as many digits as are written; the library takes it for CAST(... AS DECIMAL), without a scale. */
function decimalType(words: Words, index: number): string {
  const [whole = '', fraction = ''] = words.text.slice(words.start(index), words.end(index)).split('.');
  const scale = fraction.replace(/\D/g, '').length;
  const precision = whole.replace(/\D/g, '').length + scale;
  return `DECIMAL(${Math.min(38, Math.max(1, precision))}, ${Math.min(38, scale)})`;
}

/** Types that Trino writes before a string, `BIGINT '1'`, and that the library does not know there. */
const typesOfLiterals: ReadonlySet<string> = new Set([
  ...['BIGINT', 'INTEGER', 'INT', 'SMALLINT', 'TINYINT', 'DOUBLE', 'REAL', 'BOOLEAN', 'VARCHAR', 'CHAR'],
  'DECIMAL',
  ...['IPADDRESS', 'UUID', 'VARBINARY'],
]);

const beforeQuery: ReadonlySet<string> = new Set([
  ...['', '(', ')', 'UNION', 'ALL', 'DISTINCT', 'INTERSECT', 'EXCEPT'],
]);

/** `TABLE name` as a query: the same as SELECT * FROM name. */
function isTableQuery(words: Words, index: number): boolean {
  if (words.at(index) !== 'TABLE' || !beforeQuery.has(words.at(index - 1))) return false;
  if (index > 0 && words.at(index - 1) === '') return false;
  const next = words.kind(index + 1);
  return (next === 'word' || next === 'quoted') && words.at(index + 1) !== 'AS';
}
