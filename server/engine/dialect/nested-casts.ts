import { isJsonObject, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { splitTypes } from './split-types.js';

/** Whether a value of one simple type is cast to another as Athena does, without a change of the operand. */
type Keeps = (source: string, target: JsonObject) => boolean;

/**
 * Whether DuckDB casts a nested value as Athena does: each element, key, value and field must be kept by `keeps`.
 * Fields go by their place in Athena, and by their names in DuckDB unless they have none.
 */
export function keepsNested(source: string, target: JsonObject, keeps: Keeps): boolean {
  if (source === '"NULL"') return true;
  const info = isJsonObject(target['type_info']) ? target['type_info'] : {};
  const inner = isJsonObject(info['child_type']) ? info['child_type'] : {};
  const id = textOf(target, 'id');
  if (id === 'LIST') return source.endsWith('[]') && keepsNested(source.slice(0, -2), inner, keeps);
  if (id === 'MAP') return source.startsWith('MAP(') && keepsFields(source, inner, keeps);
  if (id === 'STRUCT') return source.startsWith('STRUCT(') && keepsFields(source, target, keeps);
  return keeps(source, target);
}

/** A map's key and value are as a row without names. */
function keepsFields(source: string, target: JsonObject, keeps: Keeps): boolean {
  const info = isJsonObject(target['type_info']) ? target['type_info'] : {};
  const fields = nodesOf(info, 'child_types');
  const parts = splitTypes(source.slice(source.indexOf('(') + 1, -1));
  return (
    source.endsWith(')') &&
    parts.length === fields.length &&
    fields.every(({ first, second }, index) => {
      const part = parts[index] ?? '';
      const named = /^(\w+|"(?:[^"]|"")*") (?=\S)/.exec(part);
      const isUnnamed = source.startsWith('MAP(') || named === null || isTypeOfWords(part);
      const type = isUnnamed ? part : part.slice(named[0].length);
      const isSame = isUnnamed || named[1]?.replaceAll('"', '') === first;
      return isSame && isJsonObject(second) && keepsNested(type, second, keeps);
    })
  );
}

/** `TIMESTAMP WITH TIME ZONE` is no field of the name TIMESTAMP. */
function isTypeOfWords(part: string): boolean {
  return /^TIME(STAMP)? WITH TIME ZONE/.test(part);
}
