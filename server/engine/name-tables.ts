import { DryRunError } from '../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from './lossless-json.js';

/** Table names by database, all in lower case. */
export type TableNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Writes the database into each unqualified table reference that is no common table, and takes Athena's catalog name
 * away. Changes `tree`. Throws `unknown_table` or `unknown_database`. Returns the tables that were named.
 */
export function nameTables(tree: JsonObject, database: string, tables: TableNames): readonly string[] {
  const named = new Set<string>();
  visit(tree, new Set());
  return [...named];

  function visit(value: Json | undefined, outer: ReadonlySet<string>): void {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, outer);
      return;
    }
    if (!isJsonObject(value)) return;
    const scope = new Set(outer);
    if (value['type'] === 'RECURSIVE_CTE_NODE') scope.add(textOf(value, 'cte_name').toLowerCase());
    const map = value['cte_map'];
    for (const entry of isJsonObject(map) ? nodesOf(map, 'map') : []) {
      visit(entry['value'], new Set(scope));
      scope.add(textOf(entry, 'key').toLowerCase());
    }
    if (value['type'] === 'BASE_TABLE') name(value, scope);
    for (const [field, child] of Object.entries(value)) if (field !== 'cte_map') visit(child, scope);
  }

  function name(node: JsonObject, scope: ReadonlySet<string>): void {
    const table = textOf(node, 'table_name').toLowerCase();
    const schema = textOf(node, 'schema_name').toLowerCase();
    if (schema === '' && scope.has(table)) return;
    const catalog = textOf(node, 'catalog_name').toLowerCase();
    if (catalog !== '' && catalog !== 'awsdatacatalog') {
      throw new DryRunError('forbidden', { what: `The catalog ${catalog}` });
    }
    const owner = schema === '' ? database.toLowerCase() : schema;
    const known = tables.get(owner);
    if (known === undefined) throw new DryRunError('unknown_database', { name: owner, nearest: null });
    if (!known.has(table)) throw new DryRunError('unknown_table', { name: table, nearest: null });
    node['catalog_name'] = '';
    node['schema_name'] = owner;
    node['table_name'] = table;
    named.add(`${owner}.${table}`);
  }
}
