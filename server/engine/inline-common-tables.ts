import { isJsonObject, type Json, nodesOf } from './lossless-json.js';

/**
 * Lets DuckDB plan a common table once for each place that names it, as Athena does: a table below it is read as often.
 * Changes `tree`. Recursive ones cannot be, and are not.
 */
export function inlineCommonTables(tree: Json): void {
  if (Array.isArray(tree)) {
    tree.forEach(inlineCommonTables);
    return;
  }
  if (!isJsonObject(tree)) return;
  const map = tree['cte_map'];
  for (const { value } of isJsonObject(map) ? nodesOf(map, 'map') : []) {
    const node = isJsonObject(value) && isJsonObject(value['query']) ? value['query']['node'] : undefined;
    const isRecursive = isJsonObject(node) && node['type'] === 'RECURSIVE_CTE_NODE';
    if (isJsonObject(value) && !isRecursive) value['materialized'] = 'CTE_MATERIALIZE_NEVER';
  }
  Object.values(tree).forEach(inlineCommonTables);
}
