import type { BoundValue } from '../footer.js';
import type { ParquetStatistics, SchemaElement } from './parquet-metadata.js';
import type { StoredColumn } from './parquet-schema.js';
import { convertedTypes, isUnsigned, physicalTypes } from './parquet-type.js';

export interface Bounds {
  readonly minimum: BoundValue | null;
  readonly maximum: BoundValue | null;
}

export const noBounds: Bounds = { minimum: null, maximum: null };

/**
 * The least and the greatest value of a chunk in the unit of its type, widened where the type of the table is
 * coarser. Both null where one is missing or says nothing.
 */
export function boundsOf(column: StoredColumn, statistics: ParquetStatistics | null): Bounds {
  if (statistics === null || column.isRepeated) return noBounds;
  const isNew = statistics.minimum !== null && statistics.maximum !== null;
  const low = isNew ? statistics.minimum : oldBound(column, statistics.oldMinimum);
  const high = isNew ? statistics.maximum : oldBound(column, statistics.oldMaximum);
  if (low === null || high === null) return noBounds;
  const minimum = readBound(column, low, 'minimum');
  const maximum = readBound(column, high, 'maximum');
  return minimum === null || maximum === null ? noBounds : { minimum, maximum };
}

/** The first fields for bounds were filled by the order of signed bytes: wrong for texts and unsigned numbers. */
function oldBound({ element }: StoredColumn, bytes: Uint8Array | null): Uint8Array | null {
  const isBytes = element.type === physicalTypes.byteArray || element.type === physicalTypes.fixedBytes;
  return isBytes || isUnsigned(element) ? null : bytes;
}

type Side = 'minimum' | 'maximum';

function readBound({ element, type }: StoredColumn, bytes: Uint8Array, side: Side): BoundValue | null {
  switch (type.kind) {
    case 'boolean':
      return bytes.length === 1 ? bytes[0] === 1 : null;
    case 'integer':
    case 'date':
      return readInteger(element, bytes);
    case 'decimal':
      return isBigEndian(element) ? readBigEndian(bytes) : readInteger(element, bytes);
    case 'real':
    case 'double':
      return readFloat(bytes);
    case 'timestamp':
      return element.type === physicalTypes.int64 ? readTimestamp(element, bytes, side) : null;
    case 'varchar':
      return readText(bytes);
    default:
      return null;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readInteger(element: SchemaElement, bytes: Uint8Array): bigint | null {
  const view = viewOf(bytes);
  if (element.type === physicalTypes.int32 && bytes.length === 4) {
    return BigInt(isUnsigned(element) ? view.getUint32(0, true) : view.getInt32(0, true));
  }
  if (element.type !== physicalTypes.int64 || bytes.length !== 8) return null;
  const value = view.getBigInt64(0, true);
  return value < 0n && isUnsigned(element) ? null : value;
}

function isBigEndian({ type }: SchemaElement): boolean {
  return type === physicalTypes.byteArray || type === physicalTypes.fixedBytes;
}

/** Two's complement, the most significant byte first; more than 16 bytes are beyond decimal(38). */
function readBigEndian(bytes: Uint8Array): bigint | null {
  if (bytes.length === 0 || bytes.length > 16) return null;
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** NaN bounds nothing: Trino skips no row group by it (TupleDomainParquetPredicate, read 2025-11-21). */
function readFloat(bytes: Uint8Array): number | null {
  const view = viewOf(bytes);
  const value =
    bytes.length === 4
      ? view.getFloat32(0, true)
      : bytes.length === 8
        ? view.getFloat64(0, true)
        : Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/**
 * Microseconds. Hive tables have milliseconds, to which engines round what is finer: the bound is widened to include
 * the rounded value.
 */
function readTimestamp(element: SchemaElement, bytes: Uint8Array, side: Side): bigint | null {
  if (bytes.length !== 8) return null;
  const value = viewOf(bytes).getBigInt64(0, true);
  const unit = element.logical?.unit ?? (element.convertedType === convertedTypes.timestampMillis ? 1 : 2);
  if (unit === 1) return value * 1000n;
  const micros =
    unit === 2 ? value : side === 'minimum' ? floorDivide(value, 1000n) : -floorDivide(-value, 1000n);
  const rounded = floorDivide(micros + 500n, 1000n) * 1000n;
  const isWider = side === 'minimum' ? rounded < micros : rounded > micros;
  return isWider ? rounded : micros;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null for what is no UTF-8, such as a text cut inside a character. */
function readText(bytes: Uint8Array): string | null {
  try {
    return textDecoder.decode(bytes);
  } catch {
    return null;
  }
}
