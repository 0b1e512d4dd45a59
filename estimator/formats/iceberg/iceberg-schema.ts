import * as v from 'valibot';
import { fieldPath } from '../../sql/leaf-path.js';
import type { Type } from '../../sql/type.js';
import type { FooterColumn } from '../footer.js';
import { requireDecimal } from '../require-decimal.js';

/** The columns of an Iceberg table, with the numbers by which its files know them. */
export interface IcebergSchema {
  readonly columns: readonly FooterColumn[];
  /** Every column and field of a struct that is no struct itself, by its number; arrays and maps whole. */
  readonly leaves: ReadonlyMap<number, IcebergLeaf>;
  /** Paths of everything that is no leaf: structs, by number. */
  readonly structs: ReadonlyMap<number, string>;
}

export interface IcebergLeaf {
  /** Lower case. */
  readonly path: string;
  readonly type: Type;
  /** As Iceberg writes it: `long`, `timestamptz`, `decimal(9, 2)`, ... */
  readonly icebergType: string;
}

const simple: Readonly<Record<string, Type>> = {
  boolean: { kind: 'boolean' },
  int: { kind: 'integer', bits: 32 },
  long: { kind: 'integer', bits: 64 },
  float: { kind: 'real' },
  double: { kind: 'double' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  timestamp: { kind: 'timestamp', zoned: false },
  timestamptz: { kind: 'timestamp', zoned: true },
  timestamp_ns: { kind: 'timestamp', zoned: false },
  timestamptz_ns: { kind: 'timestamp', zoned: true },
  string: { kind: 'varchar', length: null },
  uuid: { kind: 'other', text: 'uuid' },
  binary: { kind: 'varbinary' },
};

const deepestNesting = 100;

const field = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  name: v.string(),
  type: v.unknown(),
});
const struct = v.object({ type: v.literal('struct'), fields: v.array(field) });
const list = v.object({ type: v.literal('list'), element: v.unknown() });
const map = v.object({ type: v.literal('map'), key: v.unknown(), value: v.unknown() });

/** Reads a schema of `metadata.json`: https://iceberg.apache.org/spec/#schemas. Throws `RangeError`. */
export function readIcebergSchema(schema: unknown): IcebergSchema {
  const leaves = new Map<number, IcebergLeaf>();
  const structs = new Map<number, string>();
  const readFields = (fields: readonly v.InferOutput<typeof field>[], parent: string, depth: number) =>
    fields.map(({ id, name: ownName, type }): FooterColumn => {
      const name = ownName.toLowerCase();
      const path = fieldPath(parent, name);
      const nested = v.safeParse(struct, type);
      if (nested.success) {
        requireDepth(depth);
        structs.set(id, path);
        return { name, type: { kind: 'row', fields: readFields(nested.output.fields, path, depth + 1) } };
      }
      const read = readType(type, depth + 1);
      leaves.set(id, { path, type: read, icebergType: typeof type === 'string' ? type : 'nested' });
      return { name, type: read };
    });
  const root = v.safeParse(struct, schema);
  if (!root.success) throw new RangeError('its Iceberg schema is no struct');
  return { columns: readFields(root.output.fields, '', 0), leaves, structs };
}

function readType(type: unknown, depth: number): Type {
  requireDepth(depth);
  if (typeof type === 'string') return readSimple(type);
  if (v.is(struct, type)) {
    const fields = type.fields.map((each) => ({
      name: each.name.toLowerCase(),
      type: readType(each.type, depth + 1),
    }));
    return { kind: 'row', fields };
  }
  if (v.is(list, type)) return { kind: 'array', element: readType(type.element, depth + 1) };
  if (v.is(map, type)) {
    return { kind: 'map', key: readType(type.key, depth + 1), value: readType(type.value, depth + 1) };
  }
  throw new RangeError('its Iceberg schema has an unknown type');
}

function readSimple(type: string): Type {
  const [, precision, scale] = /^decimal\(\s*(\d+)\s*,\s*(\d+)\s*\)$/.exec(type) ?? [];
  if (precision !== undefined) return requireDecimal(Number(precision), Number(scale));
  if (type.startsWith('fixed[')) return { kind: 'varbinary' };
  return Object.hasOwn(simple, type)
    ? (simple[type] ?? { kind: 'other', text: type })
    : { kind: 'other', text: type };
}

function requireDepth(depth: number): void {
  if (depth > deepestNesting)
    throw new RangeError(`its Iceberg schema is nested more than ${deepestNesting} levels deep`);
}
