import { parseType, type RowField, type Type } from '../type.js';
import { isBody, list, text } from './raw-node.js';

/** The library's names that are not the type's own name without underscores. */
const renamed: Readonly<Record<string, string>> = {
  var_char: 'varchar',
  n_var_char: 'varchar',
  text: 'varchar',
  string: 'varchar',
  big_int: 'bigint',
  small_int: 'smallint',
  tiny_int: 'tinyint',
  var_binary: 'varbinary',
  blob: 'varbinary',
};

/** The type of a CAST. */
export function convertType(raw: unknown): Type {
  if (!isBody(raw)) return { kind: 'other', text: 'unknown' };
  const name = text(raw['data_type']);
  if (name === 'array' || name === 'list') {
    return { kind: 'array', element: convertType(raw['element_type']) };
  }
  if (name === 'map') {
    return { kind: 'map', key: convertType(raw['key_type']), value: convertType(raw['value_type']) };
  }
  if (name === 'struct') return { kind: 'row', fields: list(raw['fields']).flatMap(convertField) };
  if (name === 'timestamp') return { kind: 'timestamp', zoned: raw['timezone'] === true };
  const numbers = [raw['length'] ?? raw['precision'], raw['scale']].filter(
    (part) => typeof part === 'number',
  );
  const base = name === 'custom' ? text(raw['name']) : (renamed[name] ?? name);
  return parseType(numbers.length > 0 ? `${base}(${numbers.join(',')})` : base);
}

function convertField(raw: unknown): RowField[] {
  if (!isBody(raw)) return [];
  return [{ name: text(raw['name']).toLowerCase(), type: convertType(raw['data_type']) }];
}
