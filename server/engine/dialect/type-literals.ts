import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, textOf } from '../lossless-json.js';
import { castCall, innerCopy, replaceNode, simpleType } from './tree-nodes.js';

/**
 * Gives number literals the types that Athena gives them: to DuckDB a whole number is of whatever type stands beside it
 * (`CAST(100 AS tinyint) * 2` overflows), and it writes `1e0` as `1.0`, which it then reads as a decimal. Where the type
 * decides nothing, in a comparison and where a number counts columns or rows, they are left. Changes `value`.
 */
export function typeLiterals(value: Json | undefined): void {
  if (Array.isArray(value)) {
    value.forEach(typeLiterals);
    return;
  }
  if (!isJsonObject(value)) return;
  const type = isWrittenOut(value) ? literalType(value) : null;
  if (type !== null) {
    replaceNode(value, castCall(innerCopy(value), simpleType(type)));
    return;
  }
  for (const child of childrenIn(value)) typeLiterals(child);
}

function literalType(constant: JsonObject): string | null {
  const value = constant['value'];
  const type = isJsonObject(value) ? value['type'] : undefined;
  const id = isJsonObject(type) ? textOf(type, 'id') : '';
  if (id === 'HUGEINT' || id === 'UHUGEINT')
    throw new DryRunError('not_faithful', { what: 'A whole number beyond bigint' });
  const number = isJsonObject(value) ? value['value'] : undefined;
  if (id === 'INTEGER' || id === 'BIGINT') return fitsInteger(number) ? 'INTEGER' : 'BIGINT';
  return id === 'DOUBLE' ? id : null;
}

/** Those of many digits are no JavaScript numbers here. */
function fitsInteger(value: Json | undefined): boolean {
  return typeof value === 'number' && value >= -2_147_483_648 && value <= 2_147_483_647;
}

function childrenIn(node: JsonObject): readonly Json[] {
  if (/^LIMIT/.test(textOf(node, 'type'))) return [];
  const isCompared =
    ['COMPARISON', 'BETWEEN'].includes(textOf(node, 'class')) || node['type'] === 'COMPARE_IN';
  const isSubscript = node['type'] === 'ARRAY_EXTRACT';
  return Object.entries(node).flatMap(([field, value]) => {
    const children = Array.isArray(value) ? value : [value];
    const isOrder = field === 'expression' && 'null_order' in node;
    const counts = isCompared || isSubscript || isOrder || field === 'group_expressions';
    return counts ? children.filter((child) => !isWholeLiteral(child)) : children;
  });
}

function isWrittenOut(node: JsonObject): boolean {
  return node['class'] === 'CONSTANT';
}

function isWholeLiteral(node: Json): boolean {
  return isJsonObject(node) && isWrittenOut(node) && literalType(node) !== 'DOUBLE';
}
