import { parseType, type Type } from '../../estimator/sql/type.js';
import type { Cell, QueryResult } from '../engine/query-result.js';

/** Whether two statements gave the same rows; `open` where that cannot be told, with why. */
export type RowsComparison =
  | { readonly state: 'same'; readonly rows: number }
  | { readonly state: 'differ' }
  | { readonly state: 'open'; readonly why: string };

type Rows = Pick<QueryResult, 'columns' | 'rows' | 'rowCount' | 'truncated'>;

/** Words of statements that may give other rows each time they run. */
const arbitrary = /\b(?:limit|fetch|tablesample|rand|random|uuid|shuffle|arbitrary|any_value|approx_\w+)\b/i;

/**
 * Compares all rows in any order; columns of the same names in any order too. Only fractions of type double may differ,
 * in their last digits.
 */
export function compareRows(before: Rows, after: Rows, sql: string): RowsComparison {
  const count = before.rowCount;
  if (before.truncated || after.truncated) {
    if (count !== null && after.rowCount !== null && count !== after.rowCount) return differing(sql);
    return { state: 'open', why: 'there are too many rows to compare' };
  }
  if (before.columns.length !== after.columns.length) return { state: 'differ' };
  const types = columnOrder(before).map((at) => parseType(before.columns[at]?.type ?? ''));
  const left = sortedRows(before, types);
  const right = sortedRows(after, types);
  const isSame =
    left.length === right.length &&
    left.every((row, index) => row.every((cell, at) => isAlike(cell, right[index]?.[at], types[at])));
  return isSame ? { state: 'same', rows: left.length } : differing(sql);
}

function differing(sql: string): RowsComparison {
  if (!arbitrary.test(sql)) return { state: 'differ' };
  return { state: 'open', why: 'LIMIT or chance may choose other rows each time' };
}

/** Places of the columns in the order of their names, where each has its own. */
function columnOrder({ columns }: Rows): readonly number[] {
  const names = columns.map(({ name }) => name);
  const places = names.map((_, at) => at);
  if (new Set(names).size < names.length) return places;
  return places.sort((one, other) => compareTexts(names[one] ?? '', names[other] ?? ''));
}

/** By the columns that must be equal first: doubles that differ in their last digits may sort otherwise. */
function sortedRows(found: Rows, types: readonly Type[]): readonly (readonly Cell[])[] {
  const order = columnOrder(found);
  return found.rows
    .map((row) => {
      const cells = order.map((at) => row[at] ?? null);
      const exact = cells.filter((_, at) => !holdsDoubles(types[at]));
      const inexact = cells.filter((_, at) => holdsDoubles(types[at]));
      return { cells, key: JSON.stringify(exact) + JSON.stringify(inexact, rounded) };
    })
    .sort((one, other) => compareTexts(one.key, other.key))
    .map(({ cells }) => cells);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function holdsDoubles(type: Type | undefined): boolean {
  if (type?.kind === 'array') return holdsDoubles(type.element);
  if (type?.kind === 'map') return holdsDoubles(type.value);
  if (type?.kind === 'row') return type.fields.some((field) => holdsDoubles(field.type));
  return type?.kind === 'double';
}

/** Sums of fractions depend on the order of the rows in their last digits; sums of whole doubles do not. */
const tolerance = 1e-11;

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? Number(value.toPrecision(8)) : value;
}

function isAlike(one: unknown, other: unknown, type: Type | undefined): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    if (type?.kind !== 'double' || (Number.isSafeInteger(one) && Number.isSafeInteger(other))) {
      return one === other;
    }
    return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const left = Object.entries(one);
  const right = Object.entries(other);
  return (
    left.length === right.length &&
    left.every(
      ([name, value], index) =>
        name === right[index]?.[0] && isAlike(value, right[index]?.[1], innerType(type, name)),
    )
  );
}

/** Of a part of a nested value. */
function innerType(type: Type | undefined, name: string): Type | undefined {
  if (type?.kind === 'array') return type.element;
  if (type?.kind === 'map') return type.value;
  return type?.kind === 'row'
    ? type.fields.find((field) => field.name === name.toLowerCase())?.type
    : undefined;
}
