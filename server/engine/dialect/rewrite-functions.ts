import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { athenaAggregates, athenaCalls } from './athena-calls.js';
import { macroSchema } from './macros.js';
import { maskPrefix } from './mask-functions.js';
import { constantText, functionCall, innerCopy, isInterval, macroCall, replaceNode } from './tree-nodes.js';

/** What the grammar knows and means something else in DuckDB, whatever its arguments are: our macro is called instead. */
const macroFor: Readonly<Record<string, string>> = {
  '%': 'modulo',
  substring: 'substring',
};

/** Writes Athena's meaning into DuckDB's syntax tree, as far as it does not depend on types. Changes `value`. */
export function rewriteFunctions(value: Json | undefined): void {
  if (Array.isArray(value)) {
    value.forEach(rewriteFunctions);
    return;
  }
  if (!isJsonObject(value)) return;
  if (value['type'] === 'LIMIT_MODIFIER' && isAll(value['limit'])) value['limit'] = null;
  Object.values(value).forEach(rewriteFunctions);
  if (value['class'] === 'FUNCTION' || value['class'] === 'WINDOW') rewriteCall(value);
}

/** The parser library writes LIMIT ALL as a column of that name. */
function isAll(limit: Json | undefined): boolean {
  const names = isJsonObject(limit) && limit['class'] === 'COLUMN_REF' ? limit['column_names'] : [];
  return Array.isArray(names) && names.length === 1 && names[0] === 'ALL';
}

function rewriteCall(node: JsonObject): void {
  const name = textOf(node, 'function_name').toLowerCase();
  if (name.startsWith(maskPrefix)) {
    translateCall(node, name.slice(maskPrefix.length));
    return;
  }
  if (Object.hasOwn(macroFor, name)) callMacro(node, macroFor[name] ?? name);
  if (Object.hasOwn(rewrites, name)) rewrites[name]?.(node, nodesOf(node, 'children'));
}

function translateCall(node: JsonObject, name: string): void {
  if (Object.hasOwn(athenaAggregates, name)) {
    node['function_name'] = athenaAggregates[name] ?? name;
    return;
  }
  const write = Object.hasOwn(athenaCalls, name) ? athenaCalls[name] : undefined;
  const isPlain =
    node['class'] === 'FUNCTION' && node['distinct'] === false && node['filter'] === null && !hasOrder(node);
  if (write === undefined || !isPlain) throw new DryRunError('not_faithful', { what: `This use of ${name}` });
  replaceNode(node, write(nodesOf(node, 'children')));
}

function hasOrder(node: JsonObject): boolean {
  const order = node['order_bys'];
  return isJsonObject(order) && nodesOf(order, 'orders').length > 0;
}

function callMacro(node: JsonObject, macro: string): void {
  node['function_name'] = macro;
  node['schema'] = macroSchema;
  node['is_operator'] = false;
}

type Rewrite = (node: JsonObject, children: readonly JsonObject[]) => void;

const rewrites: Readonly<Record<string, Rewrite>> = {
  '+': arithmetic('plus'),
  '-': arithmetic('minus'),
  date_part: extractPart,
  trim: ofOneArgument('trim'),
  ltrim: ofOneArgument('ltrim'),
  rtrim: ofOneArgument('rtrim'),
  // DuckDB's own gives NULL where there is nothing to count.
  count_if(node, [condition]) {
    if (condition === undefined) return;
    node['function_name'] = 'count';
    node['children'] = [macroCall('if_true', [condition])];
  },
  corr: (node) => replaceNode(node, macroCall('finite', [innerCopy(node)])),
};

function arithmetic(macro: string): Rewrite {
  return (node, children) => {
    if (children.length === 2 && !children.some(isInterval)) callMacro(node, macro);
  };
}

/** `extract(dow FROM x)` counts from Sunday, 0, in DuckDB and to Sunday, 7, in Athena. */
const functionOfPart: ReadonlyMap<string | null, string> = new Map([
  ...['year', 'quarter', 'month', 'week', 'day', 'dayofyear', 'hour', 'minute'].map(
    (part) => [part, part] as const,
  ),
  ['dayofweek', 'isodow'],
]);

function extractPart(node: JsonObject, [part, value]: readonly JsonObject[]): void {
  const name = part === undefined ? undefined : functionOfPart.get(constantText(part)?.toLowerCase() ?? null);
  if (name === undefined || value === undefined)
    throw new DryRunError('not_faithful', { what: 'This EXTRACT' });
  replaceNode(node, functionCall(name, [value]));
}

function ofOneArgument(macro: string): Rewrite {
  return (node, children) => {
    if (children.length === 1) callMacro(node, macro);
  };
}
