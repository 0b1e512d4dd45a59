import { atDepth, clauseEnds, type Word } from './words.js';

/** `SELECT items FROM table WHERE condition` of one table, as pieces of the query's text. */
export interface PlainSelect {
  readonly items: Piece;
  readonly from: Piece;
  readonly where: Piece | null;
  /** Index of the first word after it. */
  readonly end: number;
}

export interface Piece {
  /** As it is written. */
  readonly text: string;
  /** The same for pieces that differ in white space, comments and the case of words only. */
  readonly shape: string;
  /** Indexes of its words, the last one excluded. */
  readonly start: number;
  readonly stop: number;
}

/** Words that make a FROM more than one plain table. */
const notPlain: ReadonlySet<string> = new Set([',', '(', 'JOIN', 'TABLESAMPLE', 'FOR', 'MATCH_RECOGNIZE']);

/** The SELECT at an index of the words; null where it has more parts: DISTINCT, GROUP BY, joins, subqueries in FROM. */
export function plainSelect(query: string, words: readonly Word[], at: number): PlainSelect | null {
  const first = words[at + 1]?.word;
  if (words[at]?.word !== 'SELECT' || first === 'DISTINCT' || first === 'ALL') return null;
  const marks = new Map<string, number>();
  let depth = 0;
  let end = at + 1;
  for (; end < words.length; end += 1) {
    const word = words[end]?.word ?? '';
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    if (depth < 0) break;
    if (depth > 0 || words[end - 1]?.word === '.') continue;
    if (clauseEnds.has(word)) break;
    const isOfComparison = word === 'FROM' && words[end - 1]?.word === 'DISTINCT';
    if ((word === 'FROM' || word === 'WHERE') && !isOfComparison) marks.set(word, end);
  }
  const from = marks.get('FROM');
  const where = marks.get('WHERE');
  if (from === undefined || ['GROUP', 'HAVING', 'WINDOW'].includes(words[end]?.word ?? '')) return null;
  if (atDepth(words, from + 1, where ?? end).some(({ word }) => notPlain.has(word))) return null;
  return {
    items: pieceOf(query, words, at + 1, from),
    from: pieceOf(query, words, from + 1, where ?? end),
    where: where === undefined ? null : pieceOf(query, words, where + 1, end),
    end,
  };
}

function pieceOf(query: string, words: readonly Word[], start: number, stop: number): Piece {
  const own = words.slice(start, stop);
  const shape = own.map((word) => word.word || query.slice(word.start, word.end)).join(' ');
  return { text: query.slice(own[0]?.start, own.at(-1)?.end), shape, start, stop };
}
