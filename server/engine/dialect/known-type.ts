import { isJsonObject, type JsonObject, textOf } from '../lossless-json.js';
import { signatures } from './signatures.js';
import { isInterval } from './tree-nodes.js';

/** The type that a node says itself: a constant, a cast, a condition, some calls. Null where only the binder knows. */
export function knownType(node: JsonObject): string | null {
  const kind = textOf(node, 'class');
  if (conditions.has(kind) || conditionOperators.test(textOf(node, 'type'))) return 'BOOLEAN';
  if (isInterval(node)) return 'INTERVAL';
  if (kind === 'FUNCTION') {
    const name = textOf(node, 'function_name').toLowerCase();
    return Object.hasOwn(signatures, name) ? (signatures[name]?.result ?? null) : null;
  }
  const [value, cast] = [node['value'], node['cast_type']];
  if (node['class'] === 'CAST') return isJsonObject(cast) ? typeText(cast) : null;
  if (node['class'] !== 'CONSTANT' || !isJsonObject(value)) return null;
  if (value['is_null'] === true) return '"NULL"';
  return isJsonObject(value['type']) ? typeText(value['type']) : null;
}

const conditions: ReadonlySet<string> = new Set(['COMPARISON', 'CONJUNCTION', 'BETWEEN']);
const conditionOperators = /^(?:OPERATOR_(?:NOT|IS_NULL|IS_NOT_NULL)|COMPARE_(?:NOT_)?IN)$/;

function typeText(type: JsonObject): string | null {
  const id = textOf(type, 'id');
  const info = type['type_info'];
  if (id === 'DECIMAL') return isJsonObject(info) ? `DECIMAL(${info['width']},${info['scale']})` : null;
  return info === null ? id : null;
}
