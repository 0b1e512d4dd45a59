import { isJsonObject, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { macroSchema } from './macros.js';

/** Nodes of DuckDB's syntax tree, as `json_serialize_sql` writes them. */

/** A call of one of our macros. */
export function macroCall(macro: string, children: readonly JsonObject[]): JsonObject {
  return { ...functionCall(macro, children), schema: macroSchema };
}

export function functionCall(name: string, children: readonly JsonObject[]): JsonObject {
  return {
    class: 'FUNCTION',
    type: 'FUNCTION',
    alias: '',
    function_name: name,
    schema: '',
    children: [...children],
    filter: null,
    order_bys: { type: 'ORDER_MODIFIER', orders: [] },
    distinct: false,
    is_operator: false,
    export_state: false,
    catalog: '',
  };
}

export function columnReference(name: string): JsonObject {
  return { class: 'COLUMN_REF', type: 'COLUMN_REF', alias: '', column_names: [name] };
}

export function castCall(child: JsonObject, type: JsonObject): JsonObject {
  return { class: 'CAST', type: 'OPERATOR_CAST', alias: '', child, cast_type: type, try_cast: false };
}

export function simpleType(id: string): JsonObject {
  return { id, type_info: null };
}

export function decimalType(width: number, scale: number): JsonObject {
  return {
    id: 'DECIMAL',
    type_info: { type: 'DECIMAL_TYPE_INFO', alias: '', extension_info: null, width, scale },
  };
}

export function booleanConstant(value: boolean): JsonObject {
  return constantOf('BOOLEAN', value);
}

export function textConstant(value: string): JsonObject {
  return constantOf('VARCHAR', value);
}

export function integerConstant(value: number): JsonObject {
  return constantOf('INTEGER', value);
}

/** A whole number of any size. */
export function wholeConstant(value: bigint): JsonObject {
  return castCall(textConstant(String(value)), simpleType('HUGEINT'));
}

function constantOf(id: string, value: boolean | number | string): JsonObject {
  return {
    class: 'CONSTANT',
    type: 'VALUE_CONSTANT',
    alias: '',
    value: { type: simpleType(id), is_null: false, value },
  };
}

/** Puts `replacement` in the place of `node`, under the same name in the result. */
export function replaceNode(node: JsonObject, replacement: JsonObject): void {
  const alias = textOf(node, 'alias');
  for (const field of Object.keys(node)) delete node[field];
  Object.assign(node, replacement, { alias });
}

/** A copy to put into a replacement of the node itself. */
export function innerCopy(node: JsonObject): JsonObject {
  return { ...node, alias: '' };
}

/** Whether an interval is of hours or less. */
export function isIntervalOfTime(node: JsonObject): boolean {
  return isInterval(node) && timeFunctions.has(textOf(node, 'function_name'));
}

const timeFunctions = new Set(['to_hours', 'to_minutes', 'to_seconds', 'to_milliseconds', 'to_microseconds']);

/** Whether a node makes an interval: an INTERVAL literal is `to_days(...)` and the like. */
export function isInterval(node: JsonObject): boolean {
  return node['class'] === 'FUNCTION' && intervalFunctions.has(textOf(node, 'function_name'));
}

const intervalFunctions = new Set(
  `to_years to_quarters to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds`.split(
    ' ',
  ),
);

/** The text of a constant; null of anything else. */
export function constantText(node: JsonObject): string | null {
  const value = node['class'] === 'CONSTANT' ? node['value'] : undefined;
  const text = isJsonObject(value) ? value['value'] : undefined;
  return typeof text === 'string' ? text : null;
}

export function childrenOf(node: JsonObject): readonly JsonObject[] {
  const child = node['child'];
  return isJsonObject(child) ? [child] : nodesOf(node, 'children');
}
