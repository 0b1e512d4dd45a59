import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { columnReference } from './tree-nodes.js';

/**
 * Puts the columns of `*` into Athena's order: those that USING joins come first, where DuckDB leaves them in their
 * places. Changes `value`. Throws `not_faithful` where the order depends on columns that are not written here.
 */
export function orderStars(value: Json | undefined): void {
  if (Array.isArray(value)) {
    value.forEach(orderStars);
    return;
  }
  if (!isJsonObject(value)) return;
  Object.values(value).forEach(orderStars);
  const from = value['from_table'];
  const items = nodesOf(value, 'select_list');
  if (!items.some(isStar) || !isJsonObject(from)) return;
  const joined = joinedColumns(from);
  if (joined.length > 0)
    value['select_list'] = items.flatMap((item) => (isStar(item) ? ordered(item, joined) : [item]));
}

function isStar(node: JsonObject): boolean {
  return node['class'] === 'STAR';
}

function ordered(star: JsonObject, joined: readonly string[]): readonly JsonObject[] {
  // A joined column is no column of one side in Athena.
  if (textOf(star, 'relation_name') !== '') throw refuse('The columns of one side of a JOIN with USING');
  return [...joined.map(columnReference), { ...star, exclude_list: [...joined] }];
}

/** Columns of all USING of a chain of joins, the last join first, as Athena puts them. */
function joinedColumns(from: JsonObject): readonly string[] {
  if (from['type'] !== 'JOIN') return [];
  const { left, right } = from;
  if (from['ref_type'] === 'NATURAL') throw refuse('* of a NATURAL JOIN');
  if (isJsonObject(right) && joinedColumns(right).length > 0)
    throw refuse('* of a JOIN with USING on the right of another');
  const own = Array.isArray(from['using_columns']) ? from['using_columns'].map(String) : [];
  return [...new Set([...own, ...(isJsonObject(left) ? joinedColumns(left) : [])])];
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}
