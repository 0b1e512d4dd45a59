import type { Partition } from '../catalog/inventory.js';
import { compareText } from '../evaluate/text.js';
import type { Type } from '../sql/type.js';

/** A partition key as a condition names it. */
export interface NamedKey {
  /** As it stands in the query, with its qualifier. */
  readonly name: string;
  readonly type: Type;
}

export interface KeyRange {
  readonly partitions: readonly Partition[];
  /** Ids of those that the condition must be true of. */
  readonly needed: ReadonlySet<number>;
  /** Whether partitions may come after (before) all that there are now, of which it should be true too. */
  readonly isOpenAbove: boolean;
  readonly isOpenBelow: boolean;
}

/**
 * A condition on partition keys that is true of all the needed partitions and of as few others as a range of keys in
 * order leaves: `year = '2024' AND month BETWEEN '03' AND '05'`. Null where it would leave out none, where none is
 * needed, and for keys without an order here.
 */
export function keyPredicate(keys: readonly NamedKey[], range: KeyRange): string | null {
  const whole = range.partitions.length;
  let best: { readonly text: string; readonly kept: number } | null = null;
  for (const { from, to } of runsOf(keys.length)) {
    const cut = (each: Partition): Partition => ({ id: each.id, values: each.values.slice(from, to) });
    const partitions = range.partitions.map(cut);
    const found = rangePredicate(keys.slice(from, to), { ...range, partitions });
    if (found !== null && found.kept < (best?.kept ?? whole)) best = found;
    if (best?.kept === range.needed.size) break;
  }
  return best?.text ?? null;
}

/** Keys that follow each other, the longest runs first: those after a key that tells nothing may tell much. */
function runsOf(length: number): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let size = length; size > 0; size -= 1) {
    for (let from = 0; from + size <= length; from += 1) runs.push({ from, to: from + size });
  }
  return runs;
}

function rangePredicate(
  keys: readonly NamedKey[],
  range: KeyRange,
): { readonly text: string; readonly kept: number } | null {
  const orders = keys.map(({ type }) => orderOf(type));
  if (orders.some((order) => order === null)) return null;
  const needed = range.partitions.filter(({ id }) => range.needed.has(id));
  if (needed.length === 0 || needed.some(({ values }) => values.includes(null))) return null;
  const compare = (left: Partition, right: Partition): number => {
    for (const [index, order] of orders.entries()) {
      const result = order?.(left.values[index] ?? '', right.values[index] ?? '') ?? 0;
      if (result !== 0) return result;
    }
    return 0;
  };
  const known = range.partitions.filter(({ values }) => !values.includes(null)).sort(compare);
  const [least] = known;
  const greatest = known.at(-1);
  const sorted = [...needed].sort(compare);
  const [low] = sorted;
  const high = sorted.at(-1);
  if (low === undefined || high === undefined || least === undefined || greatest === undefined) return null;
  const kept = known.filter((each) => compare(low, each) <= 0 && compare(each, high) <= 0).length;
  const lower = range.isOpenBelow && compare(low, least) === 0 ? null : low;
  const upper = range.isOpenAbove && compare(high, greatest) === 0 ? null : high;
  const text = boundsText(keys, lower, upper, known, compare);
  return text === null ? null : { text, kept };
}

type Order = (left: string, right: string) => number;

/** Only types of which the values' texts tell the order. */
function orderOf({ kind }: Type): Order | null {
  if (kind === 'varchar' || kind === 'date') return compareText;
  return kind === 'integer' ? (left, right) => Number(left) - Number(right) : null;
}

function boundsText(
  keys: readonly NamedKey[],
  lower: Partition | null,
  upper: Partition | null,
  known: readonly Partition[],
  compare: (left: Partition, right: Partition) => number,
): string | null {
  const lows = lower === null ? [] : neededValues(lower, known, (each) => compare(each, lower) < 0);
  const highs = upper === null ? [] : neededValues(upper, known, (each) => compare(each, upper) > 0);
  let shared = 0;
  while (shared < Math.min(lows.length, highs.length) && lows[shared] === highs[shared]) shared += 1;
  const equal = keys.slice(0, shared).map((key, index) => `${key.name} = ${valueText(key, lows[index])}`);
  const rest = keys.slice(shared);
  const above = lows.slice(shared);
  const below = highs.slice(shared);
  const [key] = rest;
  if (key !== undefined && above.length === 1 && below.length === 1) {
    const between = `${key.name} BETWEEN ${valueText(key, above[0])} AND ${valueText(key, below[0])}`;
    return [...equal, between].join(' AND ');
  }
  const parts = [...equal, sideText(rest, above, '>'), sideText(rest, below, '<')].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** The values of a bound, without those at its end that exclude no known partition. */
function neededValues(
  bound: Partition,
  known: readonly Partition[],
  isBeyond: (each: Partition) => boolean,
): readonly string[] {
  const values = bound.values.map((value) => value ?? '');
  let length = values.length;
  while (length > 1) {
    const prefix = values.slice(0, length - 1);
    const excluded = known.some((each) => startsWith(each, prefix) && isBeyond(each));
    if (excluded) break;
    length -= 1;
  }
  return values.slice(0, length);
}

function startsWith({ values }: Partition, prefix: readonly string[]): boolean {
  return prefix.every((value, index) => values[index] === value);
}

/** `year > '2024' OR (year = '2024' AND month >= '11')` */
function sideText(keys: readonly NamedKey[], values: readonly string[], side: '>' | '<'): string | null {
  const [key, ...laterKeys] = keys;
  const [value, ...laterValues] = values;
  if (key === undefined || value === undefined) return null;
  const text = valueText(key, value);
  const later = sideText(laterKeys, laterValues, side);
  if (later === null) return `${key.name} ${side}= ${text}`;
  return `(${key.name} ${side} ${text} OR (${key.name} = ${text} AND ${later}))`;
}

function valueText({ type }: NamedKey, value = ''): string {
  if (type.kind === 'integer') return value.replace(/^(-?)0+(?=\d)/, '$1');
  return `${type.kind === 'date' ? 'DATE ' : ''}'${value.replaceAll("'", "''")}'`;
}
