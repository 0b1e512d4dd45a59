import type { Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import type { StoredLeaf } from './relations.js';

/**
 * The leaves of columns as files store them: fields of structs apart, arrays and maps whole. Where structs have bytes
 * of their own, as in ORC, each stands before its fields.
 */
export function storedLeaves(columns: readonly Column[], structsAreStored: boolean): readonly StoredLeaf[] {
  return columns.flatMap(({ name, type }) => leavesAt(name, type, structsAreStored));
}

function leavesAt(path: string, type: Type, structsAreStored: boolean): readonly StoredLeaf[] {
  if (type.kind !== 'row') return [{ path, boundType: boundTypeOf(type) }];
  const fields = type.fields.flatMap((field) =>
    leavesAt(`${path}.${field.name}`, field.type, structsAreStored),
  );
  return structsAreStored ? [{ path, boundType: null }, ...fields] : fields;
}

/**
 * DuckDB type of the bounds of a type; null for types of which minimum and maximum skip no row group in Trino's
 * TupleDomainParquetPredicate (read 2025-11-21): char, varbinary, time, timestamp with time zone, nested types.
 */
function boundTypeOf(type: Type): string | null {
  switch (type.kind) {
    case 'boolean':
      return 'BOOLEAN';
    case 'integer':
      return 'BIGINT';
    case 'real':
    case 'double':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(38, ${type.scale})`;
    case 'date':
      return 'DATE';
    case 'varchar':
      return 'VARCHAR';
    case 'timestamp':
      return type.zoned ? null : 'TIMESTAMP';
    default:
      return null;
  }
}
