import { DryRunError } from '../../../estimator/errors.js';

/** What the use of a regular expression depends on. */
export interface Pattern {
  readonly groups: number;
  readonly canBeEmpty: boolean;
}

/**
 * What is alike in DuckDB's regular expressions (RE2) and Athena's (Joni, Java's syntax): characters, escaped signs,
 * classes without classes in them, groups, alternatives, and repetition. Not here: look-around, back references, named
 * groups, `\p{...}`, `[a-z&&[^x]]`, possessive repetition.
 */
const tokens =
  /\(\?:|\(|\)|\||[.^$]|\[\^?(?:\\[dwstnr!-./:;=?@[\\\]^{|}~]|(?!&&)[^\\[\]])+\]|\\[dDwWsSbBtnr!-./:;=?@[\\\]^{|}~]|(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??(?!\+)|[^\\[\](){}*+?|^$.]/y;

/** `[\d-x]` is a list to some and an error to others. */
const unclearRange = /\\[dws]-[^\]]/;

/** Reads a regular expression. Throws `not_faithful` where it may mean something else to DuckDB. */
export function readPattern(pattern: string): Pattern {
  const ignoresCase = pattern.startsWith('(?i)');
  const body = ignoresCase ? pattern.slice(4) : pattern;
  const read = unclearRange.test(body) || (ignoresCase && !/^[ -~]*$/.test(body)) ? null : readBody(body);
  if (read === null) throw new DryRunError('not_faithful', { what: `The regular expression '${pattern}'` });
  return read;
}

interface Group {
  /** Whether one of the alternatives before is empty. */
  isEmptyBefore: boolean;
  /** Whether this alternative is, so far. */
  isEmpty: boolean;
}

/** Null for what is not known to be alike: also a repetition of what may be nothing. */
function readBody(body: string): Pattern | null {
  const stack: Group[] = [{ isEmptyBefore: false, isEmpty: true }];
  let groups = 0;
  let last: 'nothing' | 'empty' | 'filled' = 'nothing';
  // The last part counts once it is known how often it may be repeated.
  const count = (): void => {
    const group = stack.at(-1);
    if (group !== undefined && last === 'filled') group.isEmpty = false;
    last = 'nothing';
  };
  tokens.lastIndex = 0;
  while (tokens.lastIndex < body.length) {
    const token = tokens.exec(body)?.[0];
    if (token === undefined) return null;
    if (/^[*+?{]/.test(token)) {
      if (last !== 'filled') return null;
      if (/^(?:[*?]|\{0)/.test(token)) last = 'nothing';
      else count();
      continue;
    }
    count();
    const group = stack.at(-1);
    if (group === undefined) return null;
    if (token === '(' || token === '(?:') {
      if (token === '(') groups += 1;
      stack.push({ isEmptyBefore: false, isEmpty: true });
    } else if (token === ')') {
      if (stack.length === 1) return null;
      stack.pop();
      last = group.isEmptyBefore || group.isEmpty ? 'empty' : 'filled';
    } else if (token === '|') {
      group.isEmptyBefore ||= group.isEmpty;
      group.isEmpty = true;
    } else if (!/^(?:[\^$]|\\[bB])$/.test(token)) {
      last = 'filled';
    }
  }
  count();
  const [whole, ...open] = stack;
  if (whole === undefined || open.length > 0) return null;
  return { groups, canBeEmpty: whole.isEmptyBefore || whole.isEmpty };
}
