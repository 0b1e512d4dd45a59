import { type Token, tokenize } from '../../../estimator/sql/statement-tokens.js';
import { athenaAggregates, athenaCalls } from './athena-calls.js';

/** Before the name of a function of Athena whose meaning in DuckDB is ours to say. */
export const maskPrefix = 'athena_';

/**
 * A query in which the calls of such functions have names that the parser library does not know: it leaves them and
 * their arguments as they are, where it would translate some functions, in some places, and not all that is in them.
 */
export function maskFunctions(sql: string): string {
  const tokens = tokenize(sql).statements.flatMap((statement) => statement.tokens);
  const word = (index: number): string => {
    const token = tokens[index];
    return token === undefined ? '' : sql.slice(token.start, token.end).toLowerCase();
  };
  let masked = '';
  let copied = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'word' || !isMasked(word(index))) return;
    if (word(index + 1) !== '(' || noCallAfter.has(word(index - 1)) || hasKeywords(tokens, index + 1, word))
      return;
    masked += sql.slice(copied, token.start) + maskPrefix;
    copied = token.start;
  });
  return masked + sql.slice(copied);
}

function isMasked(name: string): boolean {
  return Object.hasOwn(athenaCalls, name) || Object.hasOwn(athenaAggregates, name);
}

/** A table `(SELECT 1) AS year(x)` has a name and columns. */
const noCallAfter: ReadonlySet<string> = new Set(['.', ')', 'as']);

/** `trim(BOTH x FROM y)` and `substring(x FROM 1)` are no calls with arguments. */
function hasKeywords(tokens: readonly Token[], open: number, word: (index: number) => string): boolean {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (word(index) === '(') depth += 1;
    if (word(index) === ')') depth -= 1;
    if (depth === 0) return false;
    if (depth === 1 && word(index) === 'from' && tokens[index]?.kind === 'word') return true;
  }
  return false;
}
