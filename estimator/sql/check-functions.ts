import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import { foreignFunctions } from './foreign-functions.js';
import type { Span } from './span.js';
import { unquote } from './statement-cursor.js';
import { tokenize } from './statement-tokens.js';
import type { Query } from './tree.js';
import { trinoFunctions } from './trino-functions.js';

/** Letters that a name is wrong in; with more, it may be a function that is not listed. */
const mostTypos = 2;

/** A function that may not exist. */
export interface DoubtfulFunction {
  readonly name: string;
  readonly span: Span;
}

/**
 * The functions that a query calls and that neither Trino has nor the query itself declares. Throws `unknown_function`
 * for one that is certainly a mistake: another engine's, or a name that is near a known one.
 */
export function checkFunctions(
  tree: Query,
  text: string,
  declared: readonly string[],
): readonly DoubtfulFunction[] {
  const called = new Set<string>();
  collectCalls(tree, called);
  if (called.size === 0) return [];
  const written = writtenCalls(text);
  const isDeclared = (name: string): boolean => declared.includes(name);
  for (const [name, span] of written) {
    const nearest = foreignFunctions.get(name);
    // The parser calls some functions of other engines by Trino's name.
    const isRenamed = nearest !== undefined && called.has(nearest) && !written.has(nearest);
    if (isRenamed && !isDeclared(name)) throw new DryRunError('unknown_function', { name, nearest }, span);
  }
  const unknown = [...called].filter((name) => !trinoFunctions.has(name) && !isDeclared(name));
  return unknown.flatMap((name) => {
    // What is not written is a name that the parser gave to what is.
    const span = written.get(name);
    if (span === undefined) return [];
    const nearest = foreignFunctions.get(name) ?? nearestName(name, trinoFunctions, mostTypos);
    if (nearest !== null) throw new DryRunError('unknown_function', { name, nearest }, span);
    return [{ name, span }];
  });
}

/** Names of all calls in a tree of plain data; `?` before a name says that nothing is concluded from it. */
function collectCalls(node: unknown, called: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) collectCalls(item, called);
    return;
  }
  if ('kind' in node && node.kind === 'call' && 'name' in node && typeof node.name === 'string') {
    called.add(node.name.replace(/^\?/, ''));
  }
  for (const part of Object.values(node)) collectCalls(part, called);
}

/** Where a name stands first with a parenthesis behind it and no dot before it. */
function writtenCalls(text: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { tokens } of tokenize(text).statements) {
    for (const [index, token] of tokens.entries()) {
      const next = tokens[index + 1];
      const before = tokens[index - 1];
      const isName = token.kind === 'word' || token.kind === 'quoted';
      if (!isName || next === undefined || text[next.start] !== '(') continue;
      if (before !== undefined && text[before.start] === '.') continue;
      const name = unquote(text.slice(token.start, token.end)).toLowerCase();
      if (!spans.has(name)) spans.set(name, { start: token.start, end: token.end });
    }
  }
  return spans;
}
