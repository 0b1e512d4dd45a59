import { DryRunError } from '../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from './lossless-json.js';
import { isSafeFunction } from './safe-functions.js';

/** What a statement may name. */
export interface GateRules {
  /** Views by schema; all names in lower case. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Schema of our own macros. */
  readonly macroSchema: string;
  /** Names of those macros. */
  readonly macros: ReadonlySet<string>;
}

/**
 * Lets only reading SELECTs through: each kind of node, each function and each table must be on a list. DuckDB's
 * settings alone do not do this: `SELECT * FROM enable_logging(...)` is a plain SELECT that breaks the instance, and
 * `duckdb_settings()` tells paths. Throws `forbidden`.
 */
export function checkStatement(tree: JsonObject, rules: GateRules): void {
  checkNode(tree, rules, new Set());
}

type Names = ReadonlySet<string>;

function checkNode(value: Json | undefined, rules: GateRules, commonTables: Names): void {
  if (Array.isArray(value)) {
    for (const item of value) checkNode(item, rules, commonTables);
    return;
  }
  if (!isJsonObject(value)) return;
  const scope = checkCommonTables(value, rules, commonTables);
  if (value['type'] === 'TABLE_FUNCTION') {
    checkNode(checkTableFunction(value), rules, scope);
    return;
  }
  checkKind(value, rules, scope);
  for (const [field, child] of Object.entries(value)) {
    if (field !== 'cte_map') checkNode(child, rules, scope);
  }
}

// A common table sees those before it, and itself only where it is recursive: `WITH duckdb_views AS (SELECT * FROM
// duckdb_views)` reads the catalog.
function checkCommonTables(node: JsonObject, rules: GateRules, outer: Names): Names {
  const scope = new Set(outer);
  if (node['type'] === 'RECURSIVE_CTE_NODE') scope.add(textOf(node, 'cte_name').toLowerCase());
  const map = node['cte_map'];
  for (const entry of isJsonObject(map) ? nodesOf(map, 'map') : []) {
    checkNode(entry['value'], rules, new Set(scope));
    scope.add(textOf(entry, 'key').toLowerCase());
  }
  return scope;
}

const queryNodes = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE']);
const tableNodes = new Set(['SUBQUERY', 'JOIN', 'BASE_TABLE', 'EMPTY', 'EXPRESSION_LIST']);
const expressionClasses = new Set([
  'CONSTANT',
  'COLUMN_REF',
  'OPERATOR',
  'COMPARISON',
  'CONJUNCTION',
  'CASE',
  'CAST',
  'BETWEEN',
  'SUBQUERY',
  'STAR',
  'LAMBDA',
]);
const joinTypes = new Set(['REGULAR', 'CROSS', 'NATURAL', 'DEPENDENT']);

function checkKind(node: JsonObject, rules: GateRules, commonTables: Names): void {
  const kind = textOf(node, 'class');
  const type = textOf(node, 'type');
  if (kind === 'FUNCTION' || kind === 'WINDOW') checkFunction(node, rules);
  else if (kind !== '' && !expressionClasses.has(kind)) throw forbid(`A ${kind.toLowerCase()} expression`);
  else if (type === 'BASE_TABLE') checkTable(node, rules, commonTables);
  else if (type === 'JOIN' && !joinTypes.has(textOf(node, 'ref_type'))) throw forbid('This kind of join');
  else if ('cte_map' in node && !queryNodes.has(type)) throw forbid(type);
  else if (isTableNode(node) && !tableNodes.has(type)) throw forbid(`${type} in FROM`);
}

function isTableNode(node: JsonObject): boolean {
  return 'sample' in node && 'alias' in node && !('select_list' in node);
}

function checkFunction(node: JsonObject, rules: GateRules): void {
  const name = textOf(node, 'function_name').toLowerCase();
  const schema = textOf(node, 'schema').toLowerCase();
  if (textOf(node, 'catalog') === '') {
    if (schema === rules.macroSchema && rules.macros.has(name)) return;
    if ((schema === '' || schema === 'main') && isSafeFunction(name, nodesOf(node, 'children'))) return;
  }
  throw forbid(`The function ${name}`);
}

const tableFunctions = new Set(['unnest', 'range', 'generate_series']);

/** What is left to check of a table function that may be called: its arguments. */
function checkTableFunction(node: JsonObject): Json {
  const call = node['function'];
  const name = isJsonObject(call) ? textOf(call, 'function_name').toLowerCase() : '';
  const schema = isJsonObject(call) ? textOf(call, 'schema') + textOf(call, 'catalog') : '?';
  if (!tableFunctions.has(name) || schema !== '') throw forbid(`The table function ${name}`);
  return isJsonObject(call) ? (call['children'] ?? null) : null;
}

function checkTable(node: JsonObject, rules: GateRules, commonTables: Names): void {
  const catalog = textOf(node, 'catalog_name');
  const schema = textOf(node, 'schema_name').toLowerCase();
  const table = textOf(node, 'table_name').toLowerCase();
  const isView = rules.tables.get(schema)?.has(table) === true;
  const isCommonTable = schema === '' && commonTables.has(table);
  if (catalog !== '' || !(isView || isCommonTable)) {
    throw forbid(`The table ${[catalog, schema, table].filter((part) => part !== '').join('.')}`);
  }
  if (node['at_clause'] !== null && node['at_clause'] !== undefined) throw forbid('Time travel');
}

function forbid(what: string): DryRunError {
  return new DryRunError('forbidden', { what });
}
