import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell } from './query-result.js';

/** One value of a result as JSON-safe data, written as Athena writes it. */
export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
      ? Number(value)
      : String(value);
  }
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(cellOf);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, field]) => [name, cellOf(field)]));
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(value.entries.map(({ key, value: item }) => [mapKey(key), cellOf(item)]));
  }
  if (value instanceof DuckDBTimestampValue) return withMilliseconds(value.toString());
  if (value instanceof DuckDBTimestampTZValue) return `${timestampAt(value.micros)} UTC`;
  if (value instanceof DuckDBBlobValue)
    return Buffer.from(value.bytes)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ');
  return String(value);
}

function mapKey(key: DuckDBValue): string {
  const cell = cellOf(key);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

// Athena's timestamp has milliseconds; `.123456` is cut to `.123`.
function withMilliseconds(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

function timestampAt(micros: bigint): string {
  return withMilliseconds(new DuckDBTimestampValue(micros).toString());
}
