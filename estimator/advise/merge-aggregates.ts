import type { EstimatedQuery } from '../estimated-statement.js';
import { aggregateNames } from '../sql/convert/function-shapes.js';
import type { Merged } from './merge-scans.js';
import { type PlainSelect, plainSelect } from './plain-select.js';
import { atDepth, type Word, wordsOf } from './words.js';

/**
 * `SELECT (SELECT max(a) FROM t WHERE p), (SELECT min(b) FROM t WHERE q)` as one SELECT of both aggregates, each with a
 * FILTER of its own where the conditions differ.
 */
export function mergeAggregates({ text }: EstimatedQuery): Merged | null {
  const words = wordsOf(text);
  const items = scalarItems(text, words);
  const [first, ...others] = items ?? [];
  if (first === undefined || others.length === 0) return null;
  if (others.some(({ select }) => select.from.shape !== first.select.from.shape)) return null;
  const isSame = others.every(({ select }) => select.where?.shape === first.select.where?.shape);
  const all = [first, ...others];
  const outputs = all.map(({ select, alias }) => {
    const filter = isSame || select.where === null ? '' : ` FILTER (WHERE ${select.where.text})`;
    return `${select.items.text}${filter}${alias}`;
  });
  const wheres = all.map(({ select }) => select.where);
  const conditions = [
    ...new Map(wheres.filter((where) => where !== null).map((where) => [where.shape, where.text])).values(),
  ];
  const condition = isSame ? (conditions[0] ?? '') : conditions.map((one) => `(${one})`).join(' OR ');
  const where = wheres.includes(null) ? '' : ` WHERE ${condition}`;
  return {
    edit: {
      span: { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? text.length },
      text: `SELECT ${outputs.join(', ')} FROM ${first.select.from.text}${where}`,
    },
    because: `Each subquery gives one aggregate of the same table${isSame ? ' and filter' : '; FILTER lets each keep its own condition'}.`,
  };
}

interface ScalarItem {
  readonly select: PlainSelect;
  /** With the space before it, as it is written; empty without one. */
  readonly alias: string;
}

/** The items of a SELECT that has nothing but scalar subqueries of one aggregate; else null. */
function scalarItems(text: string, words: readonly Word[]): readonly ScalarItem[] | null {
  if (words[0]?.word !== 'SELECT') return null;
  const items: ScalarItem[] = [];
  for (let at = 1; ; ) {
    if (words[at]?.word !== '(') return null;
    const select = plainSelect(text, words, at + 1);
    if (select === null || words[select.end]?.word !== ')' || !isOneAggregate(words, select)) return null;
    let end = select.end + 1;
    while (end < words.length && words[end]?.word !== ',') end += 1;
    const named = words.slice(select.end + 1, end);
    const [word, ...more] = named.filter((each) => each.word !== 'AS');
    if (more.length > 0 || (word !== undefined && word.kind !== 'word' && word.kind !== 'quoted'))
      return null;
    const alias = named.length === 0 ? '' : ` ${text.slice(named[0]?.start, named.at(-1)?.end)}`;
    items.push({ select, alias });
    if (end >= words.length) return items;
    at = end + 1;
  }
}

/** `name(...)` and nothing more. */
function isOneAggregate(words: readonly Word[], { items: { start, stop } }: PlainSelect): boolean {
  const outer = atDepth(words, start, stop).map(({ word }) => word);
  const [name = '', open, close, ...more] = outer;
  return aggregateNames.has(name.toLowerCase()) && open === '(' && close === ')' && more.length === 0;
}
