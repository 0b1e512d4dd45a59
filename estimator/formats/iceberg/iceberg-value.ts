import type { AvroValue } from '../avro/read-avro-records.js';
import type { BoundValue } from '../footer.js';

/**
 * A bound of a column in a file, in the unit of its type; null for types that bound nothing, and for damaged bytes:
 * https://iceberg.apache.org/spec/#appendix-d-single-value-serialization
 */
export function icebergBoundOf(icebergType: string, bytes: Uint8Array): BoundValue | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (icebergType.startsWith('decimal')) return readBigEndian(bytes);
  return Object.hasOwn(readers, icebergType) ? (readers[icebergType]?.(view, bytes) ?? null) : null;
}

/** The same of a value of an identity or truncated partition, as a manifest stores it. */
export function icebergValueOf(icebergType: string, value: AvroValue): BoundValue | null {
  if (icebergType.startsWith('decimal')) return value instanceof Uint8Array ? readBigEndian(value) : null;
  if (!Object.hasOwn(readers, icebergType)) return null;
  const isPlain =
    typeof value === 'string' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && !Number.isNaN(value));
  return isPlain ? value : null;
}

type Read = (view: DataView, bytes: Uint8Array) => BoundValue | null;

const readers: Readonly<Record<string, Read>> = {
  boolean: (view) => (view.byteLength === 1 ? view.getUint8(0) !== 0 : null),
  int: readInteger,
  long: readInteger,
  date: readInteger,
  timestamp: readInteger,
  timestamptz: readInteger,
  float: readFloat,
  double: readFloat,
  string: (_, bytes) => readText(bytes),
};

/** Of 4 or 8 bytes whatever the type: a column may have been widened after the file was written. */
function readInteger(view: DataView): bigint | null {
  if (view.byteLength === 4) return BigInt(view.getInt32(0, true));
  return view.byteLength === 8 ? view.getBigInt64(0, true) : null;
}

function readFloat(view: DataView): number | null {
  const isKnown = view.byteLength === 4 || view.byteLength === 8;
  const value = !isKnown
    ? Number.NaN
    : view.byteLength === 4
      ? view.getFloat32(0, true)
      : view.getFloat64(0, true);
  return Number.isNaN(value) ? null : value;
}

/** Two's complement; more than 16 bytes are beyond decimal(38). */
function readBigEndian(bytes: Uint8Array): bigint | null {
  if (bytes.length === 0 || bytes.length > 16) return null;
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return BigInt.asIntN(bytes.length * 8, value);
}

const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(bytes: Uint8Array): string | null {
  try {
    return textDecoder.decode(bytes);
  } catch {
    return null;
  }
}
