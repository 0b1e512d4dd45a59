import type { Type } from '../../estimator/sql/type.js';
import { hiveValueSql } from './hive-value-sql.js';
import { quoteIdentifier, quoteText, quoteTexts } from './quote.js';
import { roundedTimestampSql } from './rounded-timestamp-sql.js';

/**
 * SQL that reads a value of DuckDB's type JSON as Athena's OpenX JSON SerDe does: keys are found whatever their case is,
 * at every depth, and a value that is not of the column's type fails. Null for types that JSON does not hold.
 */
export function jsonValueSql(value: string, type: Type, depth = 0): string | null {
  const inner = innerSql(value, type, depth);
  return inner === null
    ? null
    : `CASE WHEN coalesce(json_type(${value}), 'NULL') = 'NULL' THEN NULL ELSE ${inner} END`;
}

/** The values of the keys that are spelled like the columns, as a list: the text of an object is parsed once. */
export function jsonColumnsSql(line: string, columns: readonly string[]): string {
  return `json_extract(${line}, ${quoteTexts(columns.map(pointer))})`;
}

/** The one of a column; of keys that differ in case only, the one spelled as the column is, else the last. */
export function jsonColumnSql(line: string, found: string, name: string): string {
  return `CASE WHEN found IS NULL THEN NULL ELSE coalesce(${found}, ${caselessSql(line, name, 'k')}) END`;
}

function jsonFieldSql(object: string, name: string, depth: number): string {
  return `coalesce(json_extract(${object}, ${quoteText(pointer(name))}), ${caselessSql(object, name, `k${depth}`)})`;
}

function caselessSql(object: string, name: string, key: string): string {
  const spelled = `list_filter(json_keys(${object}), lambda ${key}: lower(${key}) = ${quoteText(name)})[-1]`;
  return `json_extract(${object}, ${pointerSql(spelled)})`;
}

function innerSql(value: string, type: Type, depth: number): string | null {
  const text = `(${value} ->> '$')`;
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return text;
    // Anything but true is false (java.lang.Boolean.parseBoolean).
    case 'boolean':
      return `(lower(${text}) = 'true')`;
    case 'integer':
      return integerSql(text, type);
    case 'timestamp':
      return timestampSql(text, type);
    case 'array':
      return arraySql(value, type.element, depth);
    case 'map':
      return mapSql(value, type, depth);
    case 'row':
      return rowSql(value, type, depth);
    default:
      return hiveValueSql(text, type, 'error');
  }
}

/** An exponent is read, and what is behind the point left out. Digits behind a 0 are octal to the SerDe. */
function integerSql(text: string, type: Type): string | null {
  const exact = `CASE WHEN regexp_full_match(${text}, '[-+]?0\\d+') THEN NULL
    WHEN regexp_full_match(${text}, '[-+]?\\d+\\.?\\d*[eE][-+]?\\d+') THEN trunc(TRY_CAST(${text} AS DECIMAL(38, 10)))::VARCHAR
    ELSE ${text} END`;
  const read = hiveValueSql(`(${exact})`, type, 'error');
  const unread = `error(concat('It is not certain how Athena reads "', left(${text}, 100), '" as a whole number'))`;
  return `CASE WHEN (${exact}) IS NULL THEN ${unread} ELSE ${read} END`;
}

/** With a zone it is an instant, and the value is its time in UTC. */
function timestampSql(text: string, type: Type): string {
  const zoned = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?([zZ]|[-+]\d\d:?\d\d)`;
  const instant = `TRY_CAST(regexp_replace(upper(${text}), '([-+]\\d\\d):?(\\d\\d)$', '\\1:\\2') AS TIMESTAMPTZ)`;
  return `CASE WHEN regexp_full_match(${text}, ${quoteText(zoned)})
    THEN ${roundedTimestampSql(`(${instant} AT TIME ZONE 'UTC')`)} ELSE ${hiveValueSql(text, type, 'error')} END`;
}

function arraySql(value: string, element: Type, depth: number): string | null {
  const item = `x${depth}`;
  const read = jsonValueSql(item, element, depth + 1);
  return read === null
    ? null
    : `CASE WHEN json_type(${value}) = 'ARRAY' THEN list_transform(CAST(${value} AS JSON[]), lambda ${item}: ${read}) ELSE ${unlike(value, 'an array')} END`;
}

function mapSql(
  value: string,
  { key, value: held }: Extract<Type, { kind: 'map' }>,
  depth: number,
): string | null {
  const name = `x${depth}`;
  const readKey = hiveValueSql(name, key, 'error');
  const read = jsonValueSql(`json_extract(${value}, ${pointerSql(name)})`, held, depth + 1);
  return readKey === null || read === null
    ? null
    : `CASE WHEN json_type(${value}) = 'OBJECT' THEN map_from_entries(list_transform(json_keys(${value}), lambda ${name}: struct_pack(k := ${readKey}, v := ${read}))) ELSE ${unlike(value, 'an object')} END`;
}

function rowSql(value: string, { fields }: Extract<Type, { kind: 'row' }>, depth: number): string | null {
  const read = fields.map(({ name, type }) => {
    const field = jsonValueSql(jsonFieldSql(value, name, depth), type, depth + 1);
    return field === null ? null : `${quoteIdentifier(name)} := ${field}`;
  });
  return read.includes(null)
    ? null
    : `CASE WHEN json_type(${value}) = 'OBJECT' THEN struct_pack(${read.join(', ')}) ELSE ${unlike(value, 'an object')} END`;
}

function unlike(value: string, expected: string): string {
  return `error(concat('It is not certain how Athena reads ', left(${value}::VARCHAR, 100), ' where ${expected} is expected'))`;
}

function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function pointerSql(key: string): string {
  return `('/' || replace(replace(${key}, '~', '~0'), '/', '~1'))`;
}
