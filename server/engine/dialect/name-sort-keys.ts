import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { athenaAggregates } from './athena-calls.js';
import { maskPrefix } from './mask-functions.js';
import { innerCopy, replaceNode } from './tree-nodes.js';

/**
 * Writes, into the expressions of ORDER BY, the outputs that their names stand for: DuckDB takes a column of that name
 * instead. Changes `value`. Throws `not_faithful` where Athena refuses the name or it may stand for two things.
 */
export function nameSortKeys(value: Json | undefined): void {
  if (Array.isArray(value)) value.forEach(nameSortKeys);
  if (!isJsonObject(value)) return;
  Object.values(value).forEach(nameSortKeys);
  const keys = nodesOf(value, 'modifiers')
    .filter((modifier) => modifier['type'] === 'ORDER_MODIFIER')
    .flatMap((modifier) => nodesOf(modifier, 'orders'))
    .map((order) => order['expression'])
    .filter(isJsonObject);
  for (const key of keys) if (!isPlain(key)) nameKey(key, value);
}

/** A number or a name alone means the same to both. */
function isPlain({ class: kind }: JsonObject): boolean {
  return kind === 'CONSTANT' || kind === 'COLUMN_REF';
}

function nameKey(key: JsonObject, query: JsonObject): void {
  if (query['type'] !== 'SELECT_NODE') throw refuse('ORDER BY an expression of a UNION, INTERSECT or EXCEPT');
  const outputs = nodesOf(query, 'select_list');
  visit(key, false);

  function visit(value: Json, isAggregated: boolean): void {
    if (Array.isArray(value)) for (const item of value) visit(item, isAggregated);
    if (!isJsonObject(value)) return;
    if (value['class'] === 'SUBQUERY') throw refuse('A subquery in ORDER BY');
    const name = value['class'] === 'COLUMN_REF' ? onlyName(value) : null;
    if (name !== null) {
      const output = outputNamed(name, outputs);
      if (output === null) return;
      if (isAggregated) throw refuse(`ORDER BY a function of many rows of the output ${name}`);
      replaceNode(value, innerCopy(output));
      return;
    }
    const isInside = isAggregated || takesManyRows(value);
    for (const child of Object.values(value)) visit(child, isInside);
  }
}

function onlyName(column: JsonObject): string | null {
  const names = column['column_names'];
  const [name, ...others] = Array.isArray(names) ? names : [];
  return typeof name === 'string' && others.length === 0 ? name.toLowerCase() : null;
}

/** Null where no output has the name, or the columns that `*` stands for may: those are columns of the source. */
function outputNamed(name: string, outputs: readonly JsonObject[]): JsonObject | null {
  const [found, ...others] = outputs.filter((output) => nameOf(output) === name);
  const hasStar = outputs.some((output) => output['class'] === 'STAR');
  if (others.length > 0 || (found !== undefined && hasStar))
    throw refuse(`ORDER BY an expression of ${name}, of which there may be two,`);
  return found ?? null;
}

function nameOf(output: JsonObject): string | null {
  const alias = textOf(output, 'alias');
  if (alias !== '') return alias.toLowerCase();
  const names = output['class'] === 'COLUMN_REF' ? output['column_names'] : [];
  const last = Array.isArray(names) ? names.at(-1) : undefined;
  return typeof last === 'string' ? last.toLowerCase() : null;
}

const ofOneRow = new Set([
  'trim',
  'ltrim',
  'rtrim',
  'substring',
  'date_part',
  'list_value',
  'row',
  'struct_pack',
]);

/** A call that is neither an operator nor one of the functions that are known to take one row. */
function takesManyRows(node: JsonObject): boolean {
  if (node['class'] === 'WINDOW') return true;
  const name = textOf(node, 'function_name').toLowerCase();
  const isMasked =
    name.startsWith(maskPrefix) && !Object.hasOwn(athenaAggregates, name.slice(maskPrefix.length));
  const isScalar = node['is_operator'] === true || isMasked || name.startsWith('to_');
  return node['class'] === 'FUNCTION' && !isScalar && !ofOneRow.has(name);
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}
