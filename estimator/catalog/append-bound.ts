import {
  type DuckDBAppender,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import type { BoundValue } from '../formats/footer.js';

/** Appends a bound, or NULL where it does not fit the type of the table's column. */
export type AppendBound = (appender: DuckDBAppender, bound: BoundValue) => void;

/** Days and microseconds that DuckDB's DATE and TIMESTAMP hold are wider than any table's; beyond is no bound. */
const largestDays = 2 ** 31 - 2;
const largestMicros = 2n ** 63n - 2n;

/** How bounds of a DuckDB type are appended; the types are those of `storedLeaves`. */
export function boundAppender(boundType: string): AppendBound {
  const scale = /^DECIMAL\(38, (\d+)\)$/.exec(boundType)?.[1];
  if (scale !== undefined) return decimalAppender(Number(scale));
  return appenders[boundType] ?? appendNothing;
}

const appenders: Readonly<Record<string, AppendBound>> = {
  BOOLEAN: (appender, bound) => {
    if (typeof bound === 'boolean') appender.appendBoolean(bound);
    else appender.appendNull();
  },
  BIGINT: (appender, bound) => {
    if (typeof bound === 'bigint') appender.appendBigInt(bound);
    else appender.appendNull();
  },
  DOUBLE: (appender, bound) => {
    if (typeof bound === 'number') appender.appendDouble(bound);
    else appender.appendNull();
  },
  VARCHAR: (appender, bound) => {
    if (typeof bound === 'string') appender.appendVarchar(bound);
    else appender.appendNull();
  },
  DATE: (appender, bound) => {
    const days = typeof bound === 'bigint' ? Number(bound) : Number.NaN;
    if (Math.abs(days) <= largestDays) appender.appendDate(new DuckDBDateValue(days));
    else appender.appendNull();
  },
  TIMESTAMP: (appender, bound) => {
    if (typeof bound === 'bigint' && bound <= largestMicros && bound >= -largestMicros) {
      appender.appendTimestamp(new DuckDBTimestampValue(bound));
    } else appender.appendNull();
  },
};

function decimalAppender(scale: number): AppendBound {
  return (appender, bound) => {
    if (typeof bound === 'bigint') appender.appendDecimal(new DuckDBDecimalValue(bound, 38, scale));
    else appender.appendNull();
  };
}

function appendNothing(appender: DuckDBAppender): void {
  appender.appendNull();
}
