import { isJsonObject, type Json, type JsonObject, textOf } from '../lossless-json.js';
import { macroSchema } from './macros.js';

/** Operators and functions of the same name that mean something else in DuckDB: our macro of that name is called. */
const macroFor: Readonly<Record<string, string>> = {
  '/': 'divide',
  '//': 'divide',
  '%': 'modulo',
  concat: 'concat',
  greatest: 'greatest',
  least: 'least',
};

/** DuckDB's `date_diff` counts boundaries that are passed, Athena's counts whole units: DuckDB's `date_sub`. */
const renamed: Readonly<Record<string, string>> = { date_diff: 'date_sub', datediff: 'date_sub' };

/** Writes Athena's meaning into DuckDB's syntax tree. Changes `value`. */
export function rewriteFunctions(value: Json | undefined): void {
  if (Array.isArray(value)) {
    value.forEach(rewriteFunctions);
    return;
  }
  if (!isJsonObject(value)) return;
  if (value['class'] === 'FUNCTION') rewriteCall(value);
  if (isDouble(value)) {
    castToDouble(value);
    return;
  }
  Object.values(value).forEach(rewriteFunctions);
}

function rewriteCall(node: JsonObject): void {
  const name = textOf(node, 'function_name').toLowerCase();
  const macro = Object.hasOwn(macroFor, name) ? macroFor[name] : undefined;
  if (macro !== undefined) {
    node['function_name'] = macro;
    node['schema'] = macroSchema;
    node['is_operator'] = false;
  }
  if (Object.hasOwn(renamed, name)) node['function_name'] = renamed[name] ?? name;
}

function isDouble(node: JsonObject): boolean {
  const constant = node['class'] === 'CONSTANT' ? node['value'] : undefined;
  const type = isJsonObject(constant) ? constant['type'] : undefined;
  return isJsonObject(type) && type['id'] === 'DOUBLE';
}

/** DuckDB writes `1e0` as `1.0`, which it then reads as a decimal. */
function castToDouble(node: JsonObject): void {
  const child = { ...node, alias: '' };
  Object.assign(node, {
    class: 'CAST',
    type: 'OPERATOR_CAST',
    child,
    cast_type: { id: 'DOUBLE', type_info: null },
    try_cast: false,
  });
  delete node['value'];
}
