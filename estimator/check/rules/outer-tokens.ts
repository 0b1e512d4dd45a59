import type { Token } from '../../sql/statement-tokens.js';
import { tokenize } from '../../sql/statement-tokens.js';

/** The tokens of a query that are in no parentheses, with their texts in upper case. */
function outerTokens(text: string): readonly (Token & { readonly word: string })[] {
  let depth = 0;
  const outer = [];
  for (const token of tokenize(text).statements.flatMap(({ tokens }) => tokens)) {
    const word = text.slice(token.start, token.end).toUpperCase();
    if (word === '(') depth += 1;
    else if (word === ')') depth -= 1;
    else if (depth === 0) outer.push({ ...token, word });
  }
  return outer;
}

/** Offset of the `*` of the outermost SELECT list; of the query's start where it is in parentheses. */
export function outerStar(text: string): number {
  const tokens = outerTokens(text);
  const star = tokens.find(
    ({ word }, index) => word === '*' && /^(?:SELECT|DISTINCT|ALL|,|\.)$/.test(tokens[index - 1]?.word ?? ''),
  );
  return star?.start ?? 0;
}

/** Offset of the outermost LIMIT or FETCH; of the query's start where it is in parentheses. */
export function outerLimit(text: string): number {
  return (
    outerTokens(text).findLast(({ kind, word }) => kind === 'word' && /^(?:LIMIT|FETCH)$/.test(word))
      ?.start ?? 0
  );
}
