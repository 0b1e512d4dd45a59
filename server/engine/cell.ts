import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBIntervalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { DryRunError } from '../../estimator/errors.js';
import type { Cell } from './query-result.js';

/** One value of a result as JSON-safe data, written as Athena writes it. Throws where Athena would fail or differ. */
export function cellOf(value: DuckDBValue, type: DuckDBType | undefined): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return String(value);
    return type?.typeId === DuckDBTypeId.FLOAT ? shortestReal(value) : value;
  }
  if (typeof value === 'bigint') {
    // DuckDB adds up in 128 bits where Athena stops at 64.
    if (value !== BigInt.asIntN(64, value))
      throw new DryRunError('query_failed', { detail: 'bigint overflow' });
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
      ? Number(value)
      : String(value);
  }
  const types = partTypes(type);
  const [first, second] = types;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map((item) => cellOf(item, first));
  if (value instanceof DuckDBStructValue) {
    const fields = Object.entries(value.entries).map(([name, field], index) => [
      name.toLowerCase(),
      cellOf(field, types[index]),
    ]);
    return Object.fromEntries(fields);
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map(({ key, value: item }) => [mapKey(key, first), cellOf(item, second)]),
    );
  }
  if (value instanceof DuckDBTimestampValue) return timestampAt(roundedMicros(value.micros));
  if (value instanceof DuckDBTimestampTZValue) return `${timestampAt(value.micros)} UTC`;
  if (value instanceof DuckDBIntervalValue)
    throw new DryRunError('not_faithful', { what: 'An interval as a result' });
  if (value instanceof DuckDBBlobValue)
    return Buffer.from(value.bytes)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ');
  return String(value);
}

/** The types of an element, of a key and its value, or of fields. */
function partTypes(type: DuckDBType | undefined): readonly DuckDBType[] {
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) return [type.valueType];
  if (type instanceof DuckDBMapType) return [type.keyType, type.valueType];
  return type instanceof DuckDBStructType ? type.entryTypes : [];
}

/** The number of fewest digits that is this one in 32 bits; as a double, a real has digits that it does not hold. */
function shortestReal(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

function mapKey(key: DuckDBValue, type: DuckDBType | undefined): string {
  const cell = cellOf(key, type);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** To milliseconds, half up, as Athena casts texts and reads files: its type is `timestamp(3)`. */
function roundedMicros(micros: bigint): bigint {
  const half = micros + 500n;
  return half - (((half % 1000n) + 1000n) % 1000n);
}

// The time of the clock has milliseconds in Athena; here `.123456` is cut to `.123`.
function withMilliseconds(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

function timestampAt(micros: bigint): string {
  return withMilliseconds(new DuckDBTimestampValue(micros).toString());
}
