import { UNKNOWN } from './outcome.js';

/** A pattern that means the same to Java-like engines and to JavaScript, and whose cost is bounded. */
export interface SafePattern {
  readonly source: RegExp;
  readonly groups: number;
  /** Repetitions whose number is open: each multiplies the work by the length of the text. */
  readonly openRepetitions: number;
}

/** Most steps of matching that one value may cost. */
const stepLimit = 10_000_000;
const longestPattern = 1000;
const largestCount = 100;

/** One token of the accepted syntax: what is not here (look-around, back references, nested classes) is left open. */
const tokens =
  /\(\?:|\(|\)|\||\.|\^|\$|\[\^?(?:\\[dwst.\-\\/^$\][+*?(){}|]|[^\\[\]&~"#%])+\]|\\[dDwWsSt.\-\\/^$\][+*?(){}|:]|(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??|[^\\[\](){}*+?|^$.]/y;

/**
 * Reads a regular expression of Trino (Joni, Java's syntax). A quantifier on a group that itself repeats or branches
 * is left open, as such patterns can take exponential time.
 */
export function parseSafePattern(pattern: string): SafePattern | typeof UNKNOWN {
  const ignoreCase = pattern.startsWith('(?i)');
  const body = ignoreCase ? pattern.slice(4) : pattern;
  if (body.length > longestPattern || !/^[ -~]*$/.test(body) || unclearRange.test(body)) return UNKNOWN;
  const shape = readShape(body);
  if (shape === null) return UNKNOWN;
  return { source: new RegExp(body, ignoreCase ? 'gi' : 'g'), ...shape };
}

/** `[\d-x]` is a list to some engines and an error to others. */
const unclearRange = /\\[dws]-[^\]]/;

interface OpenGroup {
  isComplex: boolean;
}

function readShape(body: string): { readonly groups: number; readonly openRepetitions: number } | null {
  const stack: OpenGroup[] = [{ isComplex: false }];
  let groups = 0;
  let openRepetitions = 0;
  let last: 'none' | 'simple' | 'complex' = 'none';
  tokens.lastIndex = 0;
  while (tokens.lastIndex < body.length) {
    const token = tokens.exec(body)?.[0];
    const group = stack.at(-1);
    if (token === undefined || group === undefined) return null;
    if (token === '(' || token === '(?:') {
      if (token === '(') groups += 1;
      stack.push({ isComplex: false });
      last = 'none';
    } else if (token === ')') {
      if (stack.length === 1) return null;
      stack.pop();
      last = group.isComplex ? 'complex' : 'simple';
      const outer = stack.at(-1);
      if (outer !== undefined && group.isComplex) outer.isComplex = true;
    } else if (token === '|') {
      group.isComplex = true;
      last = 'none';
    } else if (/^[*+?{]/.test(token)) {
      if (last !== 'simple' || !isSmallCount(token)) return null;
      if (!/^\{\d+\}$/.test(token)) {
        group.isComplex = true;
        openRepetitions += 1;
      }
      last = 'none';
    } else {
      last = token === '^' || token === '$' ? 'none' : 'simple';
    }
  }
  return stack.length === 1 ? { groups, openRepetitions } : null;
}

function isSmallCount(quantifier: string): boolean {
  const counts = quantifier.match(/\d+/g) ?? [];
  return counts.every((count) => Number(count) <= largestCount);
}

/** True if a text may be matched: short enough for the pattern, and without characters on which engines differ. */
export function isSafeText(pattern: SafePattern, text: string): boolean {
  const steps = (text.length + 1) ** (pattern.openRepetitions + 1);
  return steps <= stepLimit && /^[ -~]*$/.test(text);
}
