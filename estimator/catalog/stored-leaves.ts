import type { StorageFormat } from '../formats/storage-format.js';
import { fieldPath } from '../sql/leaf-path.js';
import type { Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import type { StoredLeaf } from './relations.js';

/** How a format stores leaves. */
type LeafRules = Pick<StorageFormat, 'storesStructs' | 'boundsInstants'>;

/**
 * The leaves of columns as files store them: fields of structs apart, arrays and maps whole. Where structs have bytes
 * of their own, as in ORC, each stands before its fields.
 */
export function storedLeaves(columns: readonly Column[], rules: LeafRules): readonly StoredLeaf[] {
  return columns.flatMap(({ name, type }) => leavesAt(fieldPath('', name), type, rules));
}

function leavesAt(path: string, type: Type, rules: LeafRules): readonly StoredLeaf[] {
  if (type.kind !== 'row') return [{ path, boundType: boundTypeOf(type, rules) }];
  const fields = type.fields.flatMap((field) => leavesAt(fieldPath(path, field.name), field.type, rules));
  return rules.storesStructs ? [{ path, boundType: null }, ...fields] : fields;
}

/**
 * DuckDB type of the bounds of a type; null for types of which minimum and maximum skip no row group in Trino's
 * TupleDomainParquetPredicate (read 2025-11-21): char, varbinary, time, timestamp with time zone (but
 * TupleDomainOrcPredicate skips by it), nested types.
 */
function boundTypeOf(type: Type, { boundsInstants }: LeafRules): string | null {
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
      return type.zoned && !boundsInstants ? null : 'TIMESTAMP';
    default:
      return null;
  }
}
