import { compareDecimals } from '../evaluate/decimal.js';
import type { Known } from '../evaluate/outcome.js';
import { compareText } from '../evaluate/text.js';
import type { Type } from '../sql/type.js';
import type { DomainValue } from './domain.js';

/**
 * The order of two bounds of one column, as the column's type orders its values (varchar: by UTF-8 bytes).
 * Bounds of different kinds never meet: both come from the same column.
 */
export function compareDomainValues(left: DomainValue, right: DomainValue): number {
  if (left.kind === 'integer' && right.kind === 'integer') return order(left.value, right.value);
  if (left.kind === 'varchar' && right.kind === 'varchar') return compareText(left.value, right.value);
  if (left.kind === 'double' && right.kind === 'double') return order(left.value, right.value);
  if (left.kind === 'date' && right.kind === 'date') return left.days - right.days;
  if (left.kind === 'timestamp' && right.kind === 'timestamp') return order(left.micros, right.micros);
  if (left.kind === 'decimal' && right.kind === 'decimal') return compareDecimals(left, right);
  if (left.kind === 'boolean' && right.kind === 'boolean') return Number(left.value) - Number(right.value);
  return Number.NaN;
}

function order<Ordered extends bigint | number>(left: Ordered, right: Ordered): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A value as a bound of the domain of its column; null for NaN and for kinds of values that bound nothing. */
export function toDomainValue(value: Known): DomainValue | null {
  if (typeof value === 'bigint') return { kind: 'integer', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return { kind: 'varchar', value };
  if (typeof value === 'number') return Number.isNaN(value) ? null : { kind: 'double', value };
  if (value.kind === 'decimal') return value;
  if (value.kind === 'date') return { kind: 'date', days: value.days };
  return value.kind === 'timestamp' ? { kind: 'timestamp', micros: value.micros } : null;
}

/**
 * Types of which Trino skips objects or row groups by minimum and maximum: not char, varbinary and time, nor arrays,
 * maps and rows (`TupleDomainParquetPredicate`); timestamps with time zone for objects of Iceberg only.
 */
export function isPrunable({ kind }: Type): boolean {
  return prunableKinds[kind];
}

const prunableKinds: Record<Type['kind'], boolean> = {
  timestamp: true,
  boolean: true,
  integer: true,
  real: true,
  double: true,
  decimal: true,
  varchar: true,
  date: true,
  char: false,
  varbinary: false,
  time: false,
  interval: false,
  array: false,
  map: false,
  row: false,
  other: false,
};
