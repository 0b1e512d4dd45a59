import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, textOf } from '../lossless-json.js';
import { type ArgumentPlace, placeOfChildren, placeOfFields, replacing } from './argument-place.js';
import { argumentTypes } from './argument-types.js';
import { knownType } from './known-type.js';
import { columnReference, macroCall, replaceNode } from './tree-nodes.js';

/**
 * Arrays, maps and rows with a NULL inside are equal to DuckDB and neither equal nor unequal to Athena. Two arrays of
 * plain values are compared where no NULL is in them; any other comparison of such values is refused. Changes `tree`.
 * Throws `not_faithful`.
 */
export async function compareNested(connection: DuckDBConnection, tree: JsonObject): Promise<void> {
  for (const { node, place } of comparisonsIn(tree)) {
    // What is compared with a plain value is plain itself.
    if (place.arguments.map(knownType).some(isPlain)) continue;
    const types = await argumentTypes(connection, tree, [place]);
    if (types === null) throw refuse();
    if (!types.some(isNested)) continue;
    const macro = macros.get(textOf(node, 'type'));
    if (macro === undefined || !types.every(isPlainList) || new Set(types).size > 1) throw refuse();
    replaceNode(node, macroCall(macro, place.arguments));
  }
}

/** Whether a query may hold such values at all: most do not, and each comparison is a question to the binder. */
export function makesNested(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(makesNested);
  if (!isJsonObject(value)) return false;
  const name = textOf(value, 'function_name').toLowerCase();
  return value['type'] === 'ARRAY_CONSTRUCTOR' || makers.has(name) || Object.values(value).some(makesNested);
}

const makers: ReadonlySet<string> = new Set([
  ...['list_value', 'array_agg', 'list', 'string_split', 'row', 'struct_pack'],
  ...['map', 'map_from_entries', 'map_keys', 'map_values', 'map_entries', 'histogram'],
]);

const macros: ReadonlyMap<string, string> = new Map([
  ['COMPARE_EQUAL', 'equal_lists'],
  ['COMPARE_NOTEQUAL', 'unequal_lists'],
]);

function isNested(type: string): boolean {
  return /\[\d*\]$|^(?:MAP|STRUCT|UNION)\(/.test(type);
}

function isPlain(type: string | null): boolean {
  return type !== null && type !== '"NULL"' && !isNested(type);
}

function isPlainList(type: string): boolean {
  return type.endsWith('[]') && !isNested(type.slice(0, -2));
}

interface Comparison {
  readonly node: JsonObject;
  readonly place: ArgumentPlace;
}

/** Inner ones first. */
function comparisonsIn(value: Json | undefined): readonly Comparison[] {
  if (Array.isArray(value)) return value.flatMap(comparisonsIn);
  if (!isJsonObject(value)) return [];
  const place = placeIn(value);
  const inner = Object.values(value).flatMap(comparisonsIn);
  return place === null ? inner : [...inner, { node: value, place }];
}

/** `IS DISTINCT FROM` takes NULLs for equal in both. */
const comparisonTypes = /^COMPARE_(?:EQUAL|NOTEQUAL|LESSTHAN|GREATERTHAN)/;

const comparingFunctions: ReadonlySet<string> = new Set(['nullif', 'greatest', 'least', 'max', 'min']);

/** Their first argument is not compared. */
const comparingSecond: ReadonlySet<string> = new Set([
  ...['contains', 'max_by', 'min_by', 'arg_max', 'arg_min', 'arg_max_null', 'arg_min_null'],
]);

function placeIn(node: JsonObject): ArgumentPlace | null {
  const type = textOf(node, 'type');
  if (comparisonTypes.test(type)) return placeOfFields(node, ['left', 'right']);
  if (node['class'] === 'BETWEEN') return placeOfFields(node, ['input', 'lower', 'upper']);
  if (node['class'] === 'SUBQUERY') return placeOfFields(node, ['child']);
  if (type === 'SELECT_NODE') return placeOfJoined(node);
  const name = textOf(node, 'function_name');
  if (comparingSecond.has(name)) return placeOfChildren(node, 1);
  const isCompared = type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN';
  return isCompared || comparingFunctions.has(name) ? placeOfChildren(node) : null;
}

/** The columns that USING compares are asked about in a filter of the joined rows. */
function placeOfJoined(select: JsonObject): ArgumentPlace | null {
  const columns = joinedColumns(select['from_table']);
  if (columns.length === 0) return null;
  return { arguments: columns.map(columnReference), replaceFirst: replacing(select, 'where_clause') };
}

function joinedColumns(from: Json | undefined): readonly string[] {
  if (!isJsonObject(from) || from['type'] !== 'JOIN') return [];
  const own = Array.isArray(from['using_columns']) ? from['using_columns'].map(String) : [];
  return [...own, ...joinedColumns(from['left']), ...joinedColumns(from['right'])];
}

function refuse(): DryRunError {
  return new DryRunError('not_faithful', { what: 'Comparing arrays, maps or rows' });
}
