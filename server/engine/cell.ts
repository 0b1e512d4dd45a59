import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { DryRunError } from '../../estimator/errors.js';
import type { Cell } from './query-result.js';

/** One value of a result as JSON-safe data, written as Athena writes it. Throws where Athena would fail or differ. */
export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    // DuckDB adds up in 128 bits where Athena stops at 64.
    if (value !== BigInt.asIntN(64, value))
      throw new DryRunError('query_failed', { detail: 'bigint overflow' });
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
  if (value instanceof DuckDBIntervalValue)
    throw new DryRunError('not_faithful', { what: 'An interval as a result' });
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
