import { type Token, tokenize } from '../sql/statement-tokens.js';

/** A token of a query. */
export interface Word extends Token {
  /** Upper case; '' of what is no bare word or symbol. */
  readonly word: string;
}

/** Words that end the FROM or the WHERE clause around them. */
export const clauseEnds: ReadonlySet<string> = new Set([
  ...['GROUP', 'HAVING', 'ORDER', 'LIMIT', 'FETCH', 'OFFSET', 'WINDOW', 'UNION', 'INTERSECT', 'EXCEPT'],
]);

export function wordsOf(query: string): readonly Word[] {
  return tokenize(query).statements.flatMap(({ tokens }) =>
    tokens.map((token): Word => {
      const isBare = token.kind === 'word' || token.kind === 'symbol';
      return { ...token, word: isBare ? query.slice(token.start, token.end).toUpperCase() : '' };
    }),
  );
}

/** The words of a stretch that are in no parentheses of their own. */
export function atDepth(words: readonly Word[], start: number, end: number): readonly Word[] {
  let depth = 0;
  const found: Word[] = [];
  for (const word of words.slice(start, end)) {
    if (word.word === ')') depth -= 1;
    if (depth === 0) found.push(word);
    if (word.word === '(') depth += 1;
  }
  return found;
}
