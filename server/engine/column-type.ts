import type { Type } from '../../estimator/sql/type.js';
import { quoteIdentifier } from './quote.js';

/** DuckDB's name of an Athena type; null where DuckDB has none that behaves the same. */
export function duckdbType(type: Type): string | null {
  switch (type.kind) {
    case 'boolean':
      return 'BOOLEAN';
    case 'integer':
      return integerNames[type.bits];
    case 'real':
      return 'FLOAT';
    case 'double':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'varchar':
    case 'char':
      return 'VARCHAR';
    case 'varbinary':
      return 'BLOB';
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'timestamp':
      return type.zoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
    case 'interval':
      return 'INTERVAL';
    case 'array':
      return suffixed(duckdbType(type.element), '[]');
    case 'map':
      return joined('MAP', [duckdbType(type.key), duckdbType(type.value)]);
    case 'row':
      return joined(
        'STRUCT',
        type.fields.map((field) => suffixed(duckdbType(field.type), '', `${quoteIdentifier(field.name)} `)),
      );
    case 'other':
      return null;
  }
}

const integerNames: Readonly<Record<8 | 16 | 32 | 64, string>> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  32: 'INTEGER',
  64: 'BIGINT',
};

function suffixed(inner: string | null, suffix: string, prefix = ''): string | null {
  return inner === null ? null : `${prefix}${inner}${suffix}`;
}

function joined(name: string, parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : `${name}(${parts.join(', ')})`;
}
