import { type Inflate, inflateDeflate, inflateSnappy, inflateZstd } from '../inflate.js';
import { AvroReader } from './avro-reader.js';
import { readAvroPreamble } from './read-avro-header.js';

/** A value as it is stored: logical types are not applied, integers are bigint. */
export type AvroValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | readonly AvroValue[]
  | { readonly [name: string]: AvroValue };

export interface AvroFile {
  readonly schema: unknown;
  readonly records: readonly AvroValue[];
}

/** A block of metadata that inflates to more is made to fill the memory. */
const mostBlockBytes = 256 * 2 ** 20;

/** A checksum stands after the bytes. */
const snappyChecksumBytes = 4;

const codecs: Readonly<Record<string, Inflate>> = {
  none: (block) => block,
  deflate: inflateDeflate,
  snappy: (block, mostBytes) => inflateSnappy(block.subarray(0, -snappyChecksumBytes), mostBytes),
  zstd: inflateZstd,
};

/** Reads all rows of an Avro object container file that holds metadata. Throws `RangeError`. */
export function readAvroRecords(bytes: Uint8Array): AvroFile {
  const reader = new AvroReader(bytes);
  const { schema, codec, sync } = readAvroPreamble(reader);
  const inflate = Object.hasOwn(codecs, codec) ? codecs[codec] : undefined;
  if (inflate === undefined) throw new RangeError(`its Avro compression ${codec} is not known`);
  const readRecord = valueReader(schema, new Map());
  const records: AvroValue[] = [];
  while (!reader.atEnd()) {
    const count = reader.readNumber();
    const block = new AvroReader(inflateBlock(reader.readBytes(), codec, inflate));
    for (let record = 0; record < count; record += 1) {
      if (record > 0 && block.atEnd()) throw new RangeError('its Avro is cut off or damaged');
      records.push(readRecord(block));
    }
    if (Buffer.compare(reader.readFixed(sync.length), sync) !== 0) {
      throw new RangeError('a block of its Avro is damaged');
    }
  }
  return { schema, records };
}

function inflateBlock(block: Uint8Array, codec: string, inflate: Inflate): Uint8Array {
  try {
    return inflate(block, mostBlockBytes);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new RangeError(`a ${codec} block of its Avro cannot be inflated: ${detail}`);
  }
}

type ReadValue = (reader: AvroReader) => AvroValue;

const primitives: Readonly<Record<string, ReadValue>> = {
  null: () => null,
  boolean: (reader) => reader.readBoolean(),
  int: (reader) => reader.readLong(),
  long: (reader) => reader.readLong(),
  float: (reader) => reader.readFloat(),
  double: (reader) => reader.readDouble(),
  bytes: (reader) => reader.readBytes(),
  string: (reader) => reader.readText(),
};

function valueReader(schema: unknown, named: Map<string, ReadValue>): ReadValue {
  if (typeof schema === 'string') {
    const known = Object.hasOwn(primitives, schema) ? primitives[schema] : named.get(schema);
    if (known === undefined) throw new RangeError(`its Avro type ${schema} is not known`);
    return known;
  }
  if (Array.isArray(schema)) return unionReader(schema.map((branch) => valueReader(branch, named)));
  if (!isRecord(schema)) throw new RangeError('its Avro schema has an unknown form');
  const { type, name } = schema;
  if (typeof type !== 'string' || Object.hasOwn(primitives, type)) return valueReader(type, named);
  const make = Object.hasOwn(complex, type) ? complex[type] : undefined;
  if (make === undefined) return valueReader(type, named);
  let own: ReadValue | null = null;
  if (typeof name === 'string') named.set(name, (reader) => (own === null ? null : own(reader)));
  own = make(schema, named);
  return own;
}

type Schema = Readonly<Record<string, unknown>>;

const complex: Readonly<Record<string, (schema: Schema, named: Map<string, ReadValue>) => ReadValue>> = {
  record: recordReader,
  enum: ({ symbols }) => {
    const names = Array.isArray(symbols) ? symbols.map(String) : [];
    return (reader) => names[reader.readNumber()] ?? null;
  },
  fixed: ({ size }) => {
    const length = typeof size === 'number' ? size : 0;
    return (reader) => reader.readFixed(length);
  },
  array: ({ items }, named) => {
    const readItem = valueReader(items, named);
    return (reader) => {
      const values: AvroValue[] = [];
      reader.readItems(() => values.push(readItem(reader)));
      return values;
    };
  },
  map: ({ values }, named) => {
    const readItem = valueReader(values, named);
    return (reader) => {
      const entries: [string, AvroValue][] = [];
      reader.readItems(() => entries.push([reader.readText(), readItem(reader)]));
      return Object.fromEntries(entries);
    };
  },
};

function recordReader({ fields }: Schema, named: Map<string, ReadValue>): ReadValue {
  if (!Array.isArray(fields)) throw new RangeError('a record of its Avro schema has no fields');
  const readers = fields.map((field: unknown) => {
    if (!isRecord(field)) throw new RangeError('a field of its Avro schema has an unknown form');
    return { name: String(field['name']), read: valueReader(field['type'], named) };
  });
  return (reader) => Object.fromEntries(readers.map(({ name, read }) => [name, read(reader)]));
}

function unionReader(branches: readonly ReadValue[]): ReadValue {
  return (reader) => {
    const read = branches[reader.readNumber()];
    if (read === undefined) throw new RangeError('its Avro is cut off or damaged');
    return read(reader);
  };
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
