import type { Type } from '../../sql/type.js';
import type { FooterColumn } from '../footer.js';
import { requireDecimal } from '../require-decimal.js';

const primitives: Readonly<Record<string, Type>> = {
  boolean: { kind: 'boolean' },
  int: { kind: 'integer', bits: 32 },
  long: { kind: 'integer', bits: 64 },
  float: { kind: 'real' },
  double: { kind: 'double' },
  bytes: { kind: 'varbinary' },
  fixed: { kind: 'varbinary' },
  string: { kind: 'varchar', length: null },
  enum: { kind: 'varchar', length: null },
};

const logicalTypes: Readonly<Record<string, Type>> = {
  date: { kind: 'date' },
  'time-millis': { kind: 'time' },
  'time-micros': { kind: 'time' },
  'timestamp-millis': { kind: 'timestamp', zoned: false },
  'timestamp-micros': { kind: 'timestamp', zoned: false },
  'local-timestamp-millis': { kind: 'timestamp', zoned: false },
  'local-timestamp-micros': { kind: 'timestamp', zoned: false },
};

/** Deeper than any table; a record that holds itself ends here. */
const deepestNesting = 50;
/** A name stands for its whole type, so that a short schema can be a type without end. */
const mostTypes = 100_000;

/** The columns of an Avro schema, whose root has to be a record. Throws `RangeError`. */
export function columnsOfAvro(schema: unknown): readonly FooterColumn[] {
  const root = typeOfAvro(schema, { schemas: new Map(), types: 0 }, 0);
  if (root.kind !== 'row') throw new RangeError('the root of its Avro schema is no record');
  return root.fields;
}

/** Schemas by their names, and how many types were made of them. */
interface Named {
  readonly schemas: Map<string, unknown>;
  types: number;
}

function typeOfAvro(schema: unknown, named: Named, depth: number): Type {
  named.types += 1;
  if (depth > deepestNesting || named.types > mostTypes) {
    throw new RangeError(`its Avro schema has more than ${deepestNesting} levels or ${mostTypes} types`);
  }
  if (typeof schema === 'string') return typeOfName(schema, named, depth);
  if (Array.isArray(schema)) return typeOfUnion(schema, named, depth);
  if (!isRecord(schema)) throw new RangeError('its Avro schema has an unknown form');
  const { type, name, logicalType } = schema;
  if (typeof name === 'string') named.schemas.set(name, schema);
  if (logicalType === 'decimal') return decimalOf(schema);
  if (typeof logicalType === 'string' && Object.hasOwn(logicalTypes, logicalType)) {
    return logicalTypes[logicalType] ?? { kind: 'other', text: logicalType };
  }
  if (type === 'record') return { kind: 'row', fields: fieldsOf(schema, named, depth) };
  if (type === 'array') return { kind: 'array', element: typeOfAvro(schema['items'], named, depth + 1) };
  if (type === 'map') {
    const value = typeOfAvro(schema['values'], named, depth + 1);
    return { kind: 'map', key: { kind: 'varchar', length: null }, value };
  }
  return typeOfAvro(type, named, depth + 1);
}

function typeOfName(name: string, named: Named, depth: number): Type {
  if (Object.hasOwn(primitives, name)) return primitives[name] ?? { kind: 'other', text: name };
  const schema = named.schemas.get(name) ?? named.schemas.get(name.split('.').at(-1) ?? name);
  return schema === undefined ? { kind: 'other', text: name } : typeOfAvro(schema, named, depth + 1);
}

/** `["null", T]` is a nullable T; other unions have no Hive type that all readers agree on. */
function typeOfUnion(branches: readonly unknown[], named: Named, depth: number): Type {
  const [only, ...others] = branches.filter((branch) => branch !== 'null');
  if (only !== undefined && others.length === 0) return typeOfAvro(only, named, depth + 1);
  return { kind: 'other', text: 'uniontype' };
}

function fieldsOf(
  schema: Readonly<Record<string, unknown>>,
  named: Named,
  depth: number,
): readonly FooterColumn[] {
  const fields = schema['fields'];
  if (!Array.isArray(fields)) throw new RangeError('a record of its Avro schema has no fields');
  return fields.map((field: unknown) => {
    if (!isRecord(field) || typeof field['name'] !== 'string') {
      throw new RangeError('a field of its Avro schema has no name');
    }
    return { name: field['name'].toLowerCase(), type: typeOfAvro(field['type'], named, depth + 1) };
  });
}

function decimalOf(schema: Readonly<Record<string, unknown>>): Type {
  const { precision, scale } = schema;
  return requireDecimal(
    typeof precision === 'number' ? precision : 38,
    typeof scale === 'number' ? scale : 0,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
