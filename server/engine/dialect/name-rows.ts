import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';

/**
 * Names the fields of ROW(...) as Athena prints them: `field0`, `field1`, ... A row that is cast to one with names
 * stays without: it is cast field by field, which DuckDB does by place for such rows only. Changes `value`.
 */
export function nameRows(value: Json | undefined, isCast = false): void {
  if (Array.isArray(value)) {
    for (const item of value) nameRows(item, isCast);
    return;
  }
  if (!isJsonObject(value)) return;
  const staysUnnamed = isCast && isConstructor(value);
  const isNested = staysUnnamed || castsToNested(value);
  for (const child of Object.values(value)) nameRows(child, isNested);
  if (textOf(value, 'function_name').toLowerCase() !== 'row' || isCast) return;
  value['function_name'] = 'struct_pack';
  nodesOf(value, 'children').forEach((child, index) => {
    child['alias'] = `field${index}`;
  });
}

const constructors = new Set(['row', 'map', 'list_value']);

function isConstructor(node: JsonObject): boolean {
  const isArray = textOf(node, 'type') === 'ARRAY_CONSTRUCTOR';
  return isArray || constructors.has(textOf(node, 'function_name').toLowerCase());
}

const nestedTypes = new Set(['STRUCT', 'MAP', 'LIST']);

function castsToNested(node: JsonObject): boolean {
  const type = node['cast_type'];
  return isJsonObject(type) && nestedTypes.has(textOf(type, 'id'));
}
