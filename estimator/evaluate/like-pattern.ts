import { FAILED } from './outcome.js';
import { hasNoSurrogates } from './text.js';

/** A LIKE pattern as a list: literal text, `_` (one character) or `%` (any characters). */
export type LikePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'any' };

/** Reads a LIKE pattern; FAILED where Trino refuses its use of the escape character. */
export function parseLikePattern(
  pattern: string,
  escapeCharacter: string | null,
): readonly LikePart[] | typeof FAILED {
  if (escapeCharacter !== null && Array.from(escapeCharacter).length !== 1) return FAILED;
  const parts: LikePart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  let escaped = false;
  for (const character of pattern) {
    if (escaped) {
      if (character !== '%' && character !== '_' && character !== escapeCharacter) return FAILED;
      text += character;
      escaped = false;
    } else if (character === escapeCharacter) {
      escaped = true;
    } else if (character === '%' || character === '_') {
      flush();
      const isRepeated = character === '%' && parts.at(-1)?.kind === 'any';
      if (!isRepeated) parts.push({ kind: character === '%' ? 'any' : 'one' });
    } else {
      text += character;
    }
  }
  if (escaped) return FAILED;
  flush();
  return parts;
}

/** A test for a whole text; its time grows with text times pattern, never worse. */
export function likeMatcher(parts: readonly LikePart[]): (text: string) => boolean {
  const [first, second] = parts;
  if (first === undefined) return (text) => text === '';
  if (first.kind === 'text' && second === undefined) return (text) => text === first.text;
  if (first.kind === 'text' && second?.kind === 'any' && parts.length === 2) {
    return (text) => text.startsWith(first.text);
  }
  const cells = parts.flatMap(cellsOf);
  return (text) => matchesCells(hasNoSurrogates(text) ? text : Array.from(text), cells);
}

/** One character each; `null` is `_`, `''` is `%`. */
type Cell = string | null;

function cellsOf(part: LikePart): readonly Cell[] {
  if (part.kind === 'text') return Array.from(part.text);
  return part.kind === 'one' ? [null] : [''];
}

/** The usual greedy match: on a mismatch the last `%` takes one character more. */
function matchesCells(text: string | readonly string[], cells: readonly Cell[]): boolean {
  let at = 0;
  let cell = 0;
  let lastAny = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = cells[cell];
    if (wanted === '') {
      lastAny = cell;
      resume = at;
      cell += 1;
    } else if (wanted !== undefined && (wanted === null || wanted === text[at])) {
      at += 1;
      cell += 1;
    } else if (lastAny >= 0) {
      resume += 1;
      at = resume;
      cell = lastAny + 1;
    } else {
      return false;
    }
  }
  while (cells[cell] === '') cell += 1;
  return cell === cells.length;
}
