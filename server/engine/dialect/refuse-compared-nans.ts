import { isJsonObject, type Json, type JsonObject, textOf } from '../lossless-json.js';
import { comparedMacros, macroSchema } from './macros.js';

/**
 * In a query that compares, a NaN that is made is refused: DuckDB says that it equals itself and is greater than any
 * number, Athena that it is neither. Changes `tree`.
 */
export function refuseComparedNans(tree: JsonObject): void {
  if (nodesIn(tree).some(compares)) for (const node of nodesIn(tree)) useCompared(node);
}

const comparingClasses = new Set(['COMPARISON', 'BETWEEN']);
const comparingFunctions = new Set(['greatest', 'least', 'max', 'min', 'arg_max_null', 'arg_min_null']);

function compares(node: JsonObject): boolean {
  return comparingClasses.has(textOf(node, 'class')) || comparingFunctions.has(textOf(node, 'function_name'));
}

function useCompared(node: JsonObject): void {
  const compared = textOf(node, 'schema') === macroSchema && comparedMacros[textOf(node, 'function_name')];
  if (typeof compared === 'string') node['function_name'] = compared;
}

function nodesIn(value: Json | undefined): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isJsonObject(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : [];
}
