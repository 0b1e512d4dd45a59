import type { Edit } from './edit.js';
import { atDepth, clauseEnds, type Word, wordsOf } from './words.js';

/** Where a table reference stands in its SELECT: what a condition on its columns needs to be added. */
export interface ReferencePlace {
  /** The parts of its name, as they are looked up. */
  readonly name: readonly string[];
  /** What its columns are to be qualified with; null where it is the only relation. */
  readonly qualifier: string | null;
  /** The edits that make WHERE ask a condition too. */
  readonly addCondition: (condition: string) => readonly Edit[];
}

/** Words that follow a table reference and are no alias. */
const afterReference: ReadonlySet<string> = new Set([
  ...clauseEnds,
  ...['WHERE', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'NATURAL', 'ON', 'USING', 'FOR'],
  ...['TABLESAMPLE', 'MATCH_RECOGNIZE'],
]);

/**
 * The place of the table reference that starts at an offset of a query. Null where a condition in WHERE could change
 * more than which of its rows are read: on the side of an outer join that is filled with NULLs, under renamed columns;
 * and where the reference stands in parentheses of a join.
 */
export function referencePlace(query: string, start: number): ReferencePlace | null {
  const words = wordsOf(query);
  const at = words.findIndex((word) => word.start === start);
  if (at === -1) return null;
  const from = startOfFrom(words, at);
  const clause = clausesAfter(words, at);
  if (from === null || clause === null) return null;
  const named = aliasOf(words, at, query);
  if (named === null || mayBeFilledWithNulls(words, from, at, clause)) return null;
  const isAlone = !atDepth(words, from + 1, clause.fromEnd).some(
    ({ word }) => word === ',' || word === 'JOIN',
  );
  const edits = (condition: string): readonly Edit[] => conditionEdits(words, clause, query, condition);
  return { name: nameAt(words, at, query), qualifier: isAlone ? null : named, addCondition: edits };
}

/** Index of the FROM of the SELECT around; null in parentheses that have none. */
function startOfFrom(words: readonly Word[], at: number): number | null {
  let depth = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    const word = words[index]?.word;
    if (word === ')') depth += 1;
    if (word === '(') depth -= 1;
    if (depth < 0) return null;
    const isOfComparison = words[index - 1]?.word === 'DISTINCT';
    if (depth === 0 && word === 'FROM' && !isOfComparison) return index;
  }
  return null;
}

interface Clauses {
  /** Indexes of the first words that are no longer of FROM and of WHERE. */
  readonly fromEnd: number;
  readonly whereEnd: number;
}

function clausesAfter(words: readonly Word[], at: number): Clauses | null {
  let depth = 0;
  let fromEnd: number | null = null;
  let index = at;
  for (; index < words.length; index += 1) {
    const word = words[index]?.word ?? '';
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    if (depth < 0) break;
    const isName = words[index - 1]?.word === '.';
    if (depth > 0 || isName) continue;
    if (word === 'WHERE') fromEnd = index;
    if (clauseEnds.has(word)) break;
  }
  return depth > 0 ? null : { fromEnd: fromEnd ?? index, whereEnd: index };
}

/** An outer join before the reference may have it on its right, one after it has it on its left. */
function mayBeFilledWithNulls(
  words: readonly Word[],
  from: number,
  at: number,
  { fromEnd }: Clauses,
): boolean {
  const before = atDepth(words, from + 1, at);
  const after = atDepth(words, at, fromEnd);
  return (
    before.some(({ word }) => word === 'LEFT' || word === 'FULL') ||
    after.some(({ word }) => word === 'RIGHT' || word === 'FULL')
  );
}

function nameAt(words: readonly Word[], at: number, query: string): readonly string[] {
  const parts = [];
  for (let index = at; ; index += 2) {
    const word = words[index];
    const text = word === undefined ? '' : query.slice(word.start, word.end);
    parts.push((word?.kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text).toLowerCase());
    if (words[index + 1]?.word !== '.') return parts;
  }
}

/** What the columns of the reference are qualified with, as written; null where they are renamed. */
function aliasOf(words: readonly Word[], at: number, query: string): string | null {
  let last = at;
  while (words[last + 1]?.word === '.') last += 2;
  const next = words[last + 1];
  const isAs = next?.word === 'AS';
  const alias = isAs ? words[last + 2] : next;
  const isAlias =
    alias !== undefined &&
    (alias.kind === 'quoted' || (alias.kind === 'word' && !afterReference.has(alias.word)));
  const name = isAlias ? alias : words[last];
  const renames = isAlias && words[words.indexOf(alias) + 1]?.word === '(';
  return name === undefined || renames ? null : query.slice(name.start, name.end);
}

function conditionEdits(
  words: readonly Word[],
  { fromEnd, whereEnd }: Clauses,
  query: string,
  condition: string,
): readonly Edit[] {
  const last = words[whereEnd - 1];
  if (last === undefined) return [];
  if (fromEnd === whereEnd) {
    const separator = query.includes('\n') ? '\n' : ' ';
    return [insertion(last.end, `${separator}WHERE ${condition}`)];
  }
  const first = words[fromEnd + 1];
  const hasOr = atDepth(words, fromEnd + 1, whereEnd).some(({ word }) => word === 'OR');
  if (!hasOr || first === undefined) return [insertion(last.end, ` AND ${condition}`)];
  return [insertion(first.start, '('), insertion(last.end, `) AND ${condition}`)];
}

function insertion(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}
