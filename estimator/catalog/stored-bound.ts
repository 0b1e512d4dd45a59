import type { DomainValue } from '../scan/domain.js';

/** How a bound of a chunk is read from DuckDB as a value of its kind. */
export interface StoredBound {
  /** SQL of a text that says all about the bound. */
  readonly sql: (column: string) => string;
  readonly read: (text: string) => DomainValue;
}

export const storedBounds: Readonly<Record<DomainValue['kind'], StoredBound>> = {
  boolean: { sql: castToText, read: (text) => ({ kind: 'boolean', value: text === 'true' }) },
  integer: { sql: castToText, read: (text) => ({ kind: 'integer', value: BigInt(text) }) },
  double: { sql: castToText, read: (text) => ({ kind: 'double', value: Number(text) }) },
  decimal: { sql: castToText, read: readDecimal },
  varchar: { sql: (column) => column, read: (text) => ({ kind: 'varchar', value: text }) },
  date: {
    sql: (column) => castToText(`(${column} - DATE '1970-01-01')`),
    read: (text) => ({ kind: 'date', days: Number(text) }),
  },
  timestamp: {
    sql: (column) => castToText(`epoch_us(${column})`),
    read: (text) => ({ kind: 'timestamp', micros: BigInt(text) }),
  },
};

function castToText(column: string): string {
  return `${column}::VARCHAR`;
}

function readDecimal(text: string): DomainValue {
  const [, fraction = ''] = text.split('.');
  return { kind: 'decimal', unscaled: BigInt(text.replace('.', '')), scale: fraction.length };
}
