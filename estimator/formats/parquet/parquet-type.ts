import type { Type } from '../../sql/type.js';
import { requireDecimal } from '../require-decimal.js';
import type { SchemaElement } from './parquet-metadata.js';

/** Numbers of parquet.thrift. */
export const physicalTypes = {
  boolean: 0,
  int32: 1,
  int64: 2,
  int96: 3,
  float: 4,
  double: 5,
  byteArray: 6,
  fixedBytes: 7,
} as const;

export const convertedTypes = {
  utf8: 0,
  map: 1,
  mapKeyValue: 2,
  list: 3,
  enum: 4,
  decimal: 5,
  date: 6,
  timeMillis: 7,
  timeMicros: 8,
  timestampMillis: 9,
  timestampMicros: 10,
  uint8: 11,
  uint16: 12,
  uint32: 13,
  uint64: 14,
  int8: 15,
  int16: 16,
  int32: 17,
  int64: 18,
  json: 19,
} as const;

export const logicalTypes = {
  string: 1,
  map: 2,
  list: 3,
  enum: 4,
  decimal: 5,
  date: 6,
  time: 7,
  timestamp: 8,
  integer: 10,
  json: 12,
} as const;

const integerBits: ReadonlyMap<number, 8 | 16 | 32 | 64> = new Map([
  [convertedTypes.int8, 8],
  [convertedTypes.int16, 16],
  [convertedTypes.int32, 32],
  [convertedTypes.int64, 64],
  [convertedTypes.uint8, 16],
  [convertedTypes.uint16, 32],
  [convertedTypes.uint32, 64],
  [convertedTypes.uint64, 64],
]);

/** The column type that a Glue crawler gives a stored column; unsigned integers get the next wider type. */
export function parquetTypeOf(element: SchemaElement): Type {
  const { type, convertedType: converted, logical } = element;
  const isDecimal = converted === convertedTypes.decimal || logical?.kind === logicalTypes.decimal;
  if (isDecimal) return decimalOf(element);
  if (type === physicalTypes.boolean) return { kind: 'boolean' };
  if (type === physicalTypes.float) return { kind: 'real' };
  if (type === physicalTypes.double) return { kind: 'double' };
  if (type === physicalTypes.int96) return { kind: 'timestamp', zoned: false };
  if (type === physicalTypes.int32) return intType(element, 32);
  if (type === physicalTypes.int64) return intType(element, 64);
  return type === physicalTypes.byteArray && isText(element)
    ? { kind: 'varchar', length: null }
    : { kind: 'varbinary' };
}

/** True of integers that are stored without a sign. */
export function isUnsigned({ convertedType, logical }: SchemaElement): boolean {
  if (logical?.kind === logicalTypes.integer) return !logical.isSigned;
  return (
    convertedType !== null && convertedType >= convertedTypes.uint8 && convertedType <= convertedTypes.uint64
  );
}

function decimalOf({ logical, precision, scale }: SchemaElement): Type {
  return requireDecimal(logical?.precision || precision, logical?.scale || scale);
}

function intType(element: SchemaElement, storedBits: 32 | 64): Type {
  const { convertedType: converted, logical } = element;
  if (converted === convertedTypes.date || logical?.kind === logicalTypes.date) return { kind: 'date' };
  const isTime = converted === convertedTypes.timeMillis || converted === convertedTypes.timeMicros;
  if (isTime || logical?.kind === logicalTypes.time) return { kind: 'time' };
  const isTimestamp =
    converted === convertedTypes.timestampMillis || converted === convertedTypes.timestampMicros;
  if (isTimestamp || logical?.kind === logicalTypes.timestamp) return { kind: 'timestamp', zoned: false };
  if (logical?.kind === logicalTypes.integer)
    return { kind: 'integer', bits: bitsOf(logical.bits, logical.isSigned) };
  return { kind: 'integer', bits: integerBits.get(converted ?? -1) ?? storedBits };
}

function bitsOf(bits: number | null, isSigned: boolean): 8 | 16 | 32 | 64 {
  if (bits === 8) return isSigned ? 8 : 16;
  if (bits === 16) return isSigned ? 16 : 32;
  return bits === 32 && isSigned ? 32 : 64;
}

function isText({ convertedType, logical }: SchemaElement): boolean {
  const converted: readonly (number | null)[] = [
    convertedTypes.utf8,
    convertedTypes.enum,
    convertedTypes.json,
  ];
  const kinds: readonly number[] = [logicalTypes.string, logicalTypes.enum, logicalTypes.json];
  return converted.includes(convertedType) || (logical !== null && kinds.includes(logical.kind));
}
