import type { Type } from '../sql/type.js';

export const booleanType: Type = { kind: 'boolean' };
export const integerType: Type = { kind: 'integer', bits: 32 };
export const bigintType: Type = { kind: 'integer', bits: 64 };
export const doubleType: Type = { kind: 'double' };
export const varcharType: Type = { kind: 'varchar', length: null };
export const varbinaryType: Type = { kind: 'varbinary' };
export const dateType: Type = { kind: 'date' };
export const timestampType: Type = { kind: 'timestamp', zoned: false };
export const zonedTimestampType: Type = { kind: 'timestamp', zoned: true };
export const dayIntervalType: Type = { kind: 'other', text: 'interval day to second' };
export const yearIntervalType: Type = { kind: 'other', text: 'interval year to month' };

/** The type of a bare NULL, which Trino calls `unknown`: it fits every other type. */
export const nullType: Type = { kind: 'other', text: 'unknown' };

export function isNullType(type: Type | null): boolean {
  return type !== null && type.kind === 'other' && type.text === 'unknown';
}
