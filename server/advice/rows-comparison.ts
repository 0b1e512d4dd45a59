import type { Cell, QueryResult } from '../engine/query-result.js';

/** Whether two statements gave the same rows; `open` where that cannot be told, with why. */
export type RowsComparison =
  | { readonly state: 'same'; readonly rows: number }
  | { readonly state: 'differ' }
  | { readonly state: 'open'; readonly why: string };

type Rows = Pick<QueryResult, 'columns' | 'rows' | 'rowCount' | 'truncated'>;

/** Words of statements that may give other rows each time they run. */
const arbitrary = /\b(?:limit|fetch|tablesample|rand|random|uuid|shuffle|arbitrary|any_value|approx_\w+)\b/i;

/** Compares all rows in any order; columns of the same names in any order too. */
export function compareRows(before: Rows, after: Rows, sql: string): RowsComparison {
  const count = before.rowCount;
  if (before.truncated || after.truncated) {
    if (count !== null && after.rowCount !== null && count !== after.rowCount) return differing(sql);
    return { state: 'open', why: 'there are too many rows to compare' };
  }
  const left = sortedRows(before);
  const right = sortedRows(after);
  const isSame = left.length === right.length && left.every((row, index) => isAlike(row, right[index]));
  return isSame ? { state: 'same', rows: left.length } : differing(sql);
}

function differing(sql: string): RowsComparison {
  if (!arbitrary.test(sql)) return { state: 'differ' };
  return { state: 'open', why: 'LIMIT or chance may choose other rows each time' };
}

function sortedRows({ columns, rows }: Rows): readonly (readonly Cell[])[] {
  const names = columns.map(({ name }) => name);
  const isUnique = new Set(names).size === names.length;
  const order = names.map((_, index) => index);
  if (isUnique) order.sort((one, other) => compareTexts(names[one] ?? '', names[other] ?? ''));
  return rows
    .map((row) => {
      const cells = order.map((index) => row[index] ?? null);
      return { cells, key: JSON.stringify(cells, rounded) };
    })
    .sort((one, other) => compareTexts(one.key, other.key))
    .map(({ cells }) => cells);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Sums of floating-point numbers depend on the order of the rows in their last digits. */
const tolerance = 1e-9;

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(8)) : value;
}

function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const left = Object.entries(one);
  const right = Object.entries(other);
  return (
    left.length === right.length &&
    left.every(([name, value], index) => name === right[index]?.[0] && isAlike(value, right[index]?.[1]))
  );
}
