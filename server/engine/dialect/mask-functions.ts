import { tokenize } from '../../../estimator/sql/statement-tokens.js';
import { athenaAggregates, athenaCalls } from './athena-calls.js';

/** Before the name of a function of Athena whose meaning in DuckDB is ours to say. */
export const maskPrefix = 'athena_';

/**
 * A query in which the calls of such functions have names that the parser library does not know: it leaves them and
 * their arguments as they are, where it would translate some functions, in some places, and not all that is in them.
 */
export function maskFunctions(sql: string): string {
  const tokens = tokenize(sql).statements.flatMap((statement) => statement.tokens);
  const words = tokens.map(({ start, end }) => sql.slice(start, end).toLowerCase());
  let masked = '';
  let copied = 0;
  tokens.forEach(({ kind, start, end }, index) => {
    if (kind !== 'word' && kind !== 'quoted') return;
    const name = kind === 'quoted' ? sql.slice(start + 1, end - 1).toLowerCase() : (words[index] ?? '');
    if (!isMasked(name) || !isCall(words, index)) return;
    masked += sql.slice(copied, start) + maskPrefix + name;
    copied = end;
  });
  return masked + sql.slice(copied);
}

function isMasked(name: string): boolean {
  return Object.hasOwn(athenaCalls, name) || Object.hasOwn(athenaAggregates, name);
}

/** `AS year(x)` and `WITH year(x) AS (...)` name a table and its columns. */
const noCallAfter: ReadonlySet<string> = new Set(['.', ')', 'as', 'with', 'recursive']);

/** Whether a name is called with arguments: `trim(BOTH x FROM y)` and `substring(x FROM 1)` have none. */
function isCall(words: readonly string[], name: number): boolean {
  if (words[name + 1] !== '(' || noCallAfter.has(words[name - 1] ?? '')) return false;
  let depth = 0;
  for (let index = name + 1; index < words.length; index += 1) {
    if (words[index] === '(') depth += 1;
    if (words[index] === ')') depth -= 1;
    if (depth === 0) return words[index + 1] !== 'as' || words[index + 2] !== '(';
    if (depth === 1 && words[index] === 'from') return false;
  }
  return true;
}
