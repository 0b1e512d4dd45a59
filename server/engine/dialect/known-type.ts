import { isJsonObject, type JsonObject, textOf } from '../lossless-json.js';

/** The type that a node says itself: of a constant or a cast. Null where only the binder knows. */
export function knownType(node: JsonObject): string | null {
  const [value, cast] = [node['value'], node['cast_type']];
  if (node['class'] === 'CAST') return isJsonObject(cast) ? typeText(cast) : null;
  if (node['class'] !== 'CONSTANT' || !isJsonObject(value)) return null;
  if (value['is_null'] === true) return '"NULL"';
  return isJsonObject(value['type']) ? typeText(value['type']) : null;
}

function typeText(type: JsonObject): string | null {
  const id = textOf(type, 'id');
  const info = type['type_info'];
  if (id === 'DECIMAL') return isJsonObject(info) ? `DECIMAL(${info['width']},${info['scale']})` : null;
  return info === null ? id : null;
}
