import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { macroSchema } from './macros.js';
import {
  booleanConstant,
  castCall,
  constantText,
  innerCopy,
  isInterval,
  macroCall,
  replaceNode,
  simpleType,
} from './tree-nodes.js';

/** Functions that mean something else in DuckDB, whatever their arguments are: our macro is called instead. */
const macroFor: Readonly<Record<string, string>> = {
  '%': 'modulo',
  mod: 'modulo',
  concat: 'concat',
  greatest: 'greatest',
  least: 'least',
  sqrt: 'sqrt',
  ln: 'ln',
  contains: 'contains',
  list_contains: 'contains',
  reverse: 'reverse',
  upper: 'upper',
  replace: 'replace',
  split_part: 'split_part',
  substring: 'substring',
};

const renamed: Readonly<Record<string, string>> = {
  // DuckDB's `date_diff` counts boundaries that are passed, Athena's counts whole units.
  date_diff: 'date_sub',
  datediff: 'date_sub',
  str_split: 'string_split',
};

/** Writes Athena's meaning into DuckDB's syntax tree, as far as it does not depend on types. Changes `value`. */
export function rewriteFunctions(value: Json | undefined): void {
  if (Array.isArray(value)) {
    value.forEach(rewriteFunctions);
    return;
  }
  if (!isJsonObject(value)) return;
  if (isDouble(value)) {
    // DuckDB writes `1e0` as `1.0`, which it then reads as a decimal.
    replaceNode(value, castCall(innerCopy(value), simpleType('DOUBLE')));
    return;
  }
  Object.values(value).forEach(rewriteFunctions);
  if (value['class'] === 'FUNCTION' || value['class'] === 'WINDOW') rewriteCall(value);
}

function isDouble(node: JsonObject): boolean {
  const value = node['class'] === 'CONSTANT' ? node['value'] : undefined;
  const type = isJsonObject(value) ? value['type'] : undefined;
  return isJsonObject(type) && type['id'] === 'DOUBLE';
}

function rewriteCall(node: JsonObject): void {
  const name = textOf(node, 'function_name').toLowerCase();
  if (Object.hasOwn(renamed, name)) node['function_name'] = renamed[name] ?? name;
  if (Object.hasOwn(macroFor, name)) callMacro(node, macroFor[name] ?? name);
  if (Object.hasOwn(rewrites, name)) rewrites[name]?.(node, nodesOf(node, 'children'));
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
  regexp_matches: guardText,
  regexp_extract_all: guardText,
  regexp_replace: guardText,
};

function arithmetic(macro: string): Rewrite {
  return (node, children) => {
    if (children.length === 2 && !children.some(isInterval)) callMacro(node, macro);
  };
}

function ofOneArgument(macro: string): Rewrite {
  return (node, children) => {
    if (children.length === 1) callMacro(node, macro);
  };
}

/** A pattern that is not written out may hold anything. */
function guardText(node: JsonObject, [text, pattern, ...others]: readonly JsonObject[]): void {
  if (text === undefined || pattern === undefined) return;
  const written = constantText(pattern);
  const ascii = written === null || /\\[wWdDsSbB]|\[:|\(\?[a-z]*i/.test(written);
  const line = written === null || written.includes('$');
  if (!ascii && !line) return;
  const guarded = macroCall('regexp_text', [text, booleanConstant(ascii), booleanConstant(line)]);
  node['children'] = [guarded, pattern, ...others];
}
