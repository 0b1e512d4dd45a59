import { fieldPath } from '../../sql/leaf-path.js';
import type { RowField, Type } from '../../sql/type.js';
import type { FooterColumn } from '../footer.js';
import { requireDecimal } from '../require-decimal.js';
import type { OrcTypeMessage } from './orc-messages.js';

/** How the type tree of an ORC file looks as Athena's columns, and to which leaf the streams of each column belong. */
export interface OrcSchema {
  readonly columns: readonly FooterColumn[];
  /**
   * Paths of leaves and, unlike in Parquet, of structs: a struct has streams of its own, which are read with any of
   * its fields.
   */
  readonly leaves: readonly string[];
  /** Iceberg's number of each of `leaves`; null where the file has none. */
  readonly fieldIds: readonly (number | null)[];
  /** By number of the column in the file; undefined for the root, whose streams no scan reads. */
  readonly stored: readonly (StoredOrcColumn | undefined)[];
}

export interface StoredOrcColumn {
  /** Position in `leaves`. */
  readonly leaf: number;
  readonly type: Type;
  /** Inside an array or a map: its bounds say nothing about a value of the leaf. */
  readonly isRepeated: boolean;
}

/** Numbers of orc_proto.proto. */
const kinds = { list: 10, map: 11, struct: 12, union: 13, decimal: 14, varchar: 16, char: 17 } as const;

const simple: Readonly<Record<number, Type>> = {
  0: { kind: 'boolean' },
  1: { kind: 'integer', bits: 8 },
  2: { kind: 'integer', bits: 16 },
  3: { kind: 'integer', bits: 32 },
  4: { kind: 'integer', bits: 64 },
  5: { kind: 'real' },
  6: { kind: 'double' },
  7: { kind: 'varchar', length: null },
  8: { kind: 'varbinary' },
  9: { kind: 'timestamp', zoned: false },
  15: { kind: 'date' },
  18: { kind: 'timestamp', zoned: true },
};

/** Deeper than any table; a corrupt schema must not exhaust the stack. */
const deepestNesting = 100;

/** Reads the list of a footer, in which a type names the columns below it. Throws `RangeError`. */
export function readOrcSchema(types: readonly OrcTypeMessage[]): OrcSchema {
  const root = types[0];
  if (root === undefined) throw new RangeError('the ORC footer has no schema');
  if (root.kind !== kinds.struct) throw new RangeError('the root of its ORC schema is no struct');
  const walk = new SchemaWalk(types);
  const columns = new Map<string, FooterColumn>();
  for (const field of walk.readFields(root, '', false, 0)) {
    if (!columns.has(field.name)) columns.set(field.name, field);
  }
  const leaves = [...walk.leaves.keys()];
  const fieldIds = leaves.map((path) => walk.fieldIds.get(path) ?? null);
  return { columns: [...columns.values()], leaves, fieldIds, stored: walk.stored };
}

class SchemaWalk {
  readonly leaves = new Map<string, number>();
  readonly fieldIds = new Map<string, number | null>();
  readonly stored: (StoredOrcColumn | undefined)[] = [];
  private readonly types: readonly OrcTypeMessage[];

  constructor(types: readonly OrcTypeMessage[]) {
    this.types = types;
  }

  /** Fields of a struct at `parent`; `whole` if it lies in an array or map, whose leaf has the path `parent`. */
  readFields(struct: OrcTypeMessage, parent: string, whole: boolean, depth: number): readonly RowField[] {
    return struct.subtypes.map((column, index) => {
      const name = struct.fieldNames[index]?.toLowerCase();
      if (name === undefined) throw new RangeError('a field of its ORC schema has no name');
      const path = whole ? parent : fieldPath(parent, name);
      return { name, type: this.readType(column, path, whole, depth + 1) };
    });
  }

  private readType(column: number, path: string, isRepeated: boolean, depth: number): Type {
    const message = this.types[column];
    if (message === undefined || column === 0 || this.stored[column] !== undefined) {
      throw new RangeError('its ORC schema is no tree');
    }
    if (depth > deepestNesting)
      throw new RangeError(`its ORC schema is nested more than ${deepestNesting} levels deep`);
    const leaf = this.leaves.get(path) ?? this.leaves.size;
    this.leaves.set(path, leaf);
    if (!this.fieldIds.has(path)) this.fieldIds.set(path, message.fieldId);
    this.stored[column] = { leaf, type: { kind: 'other', text: 'unknown' }, isRepeated };
    const type = this.typeOf(message, path, isRepeated, depth);
    this.stored[column] = { leaf, type, isRepeated };
    return type;
  }

  private typeOf(message: OrcTypeMessage, path: string, isRepeated: boolean, depth: number): Type {
    const { kind, length, precision, scale } = message;
    if (kind === kinds.struct) {
      return { kind: 'row', fields: this.readFields(message, path, isRepeated, depth) };
    }
    const [first, second] = message.subtypes.map((below) => this.readType(below, path, true, depth + 1));
    if (kind === kinds.list && first !== undefined) return { kind: 'array', element: first };
    if (kind === kinds.map && first !== undefined && second !== undefined) {
      return { kind: 'map', key: first, value: second };
    }
    if (kind === kinds.decimal) return requireDecimal(precision, scale);
    if (kind === kinds.varchar) return { kind: 'varchar', length };
    if (kind === kinds.char) return { kind: 'char', length };
    return simple[kind] ?? { kind: 'other', text: kind === kinds.union ? 'uniontype' : `orc type ${kind}` };
  }
}
