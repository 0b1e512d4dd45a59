import { decimalType } from '../sql/decimal-type.js';
import type { RowField, Type } from '../sql/type.js';

const simple: Readonly<Record<string, Type>> = {
  BOOLEAN: { kind: 'boolean' },
  TINYINT: { kind: 'integer', bits: 8 },
  SMALLINT: { kind: 'integer', bits: 16 },
  INTEGER: { kind: 'integer', bits: 32 },
  BIGINT: { kind: 'integer', bits: 64 },
  UTINYINT: { kind: 'integer', bits: 16 },
  USMALLINT: { kind: 'integer', bits: 32 },
  UINTEGER: { kind: 'integer', bits: 64 },
  UBIGINT: { kind: 'decimal', precision: 20, scale: 0 },
  HUGEINT: { kind: 'decimal', precision: 38, scale: 0 },
  FLOAT: { kind: 'real' },
  DOUBLE: { kind: 'double' },
  VARCHAR: { kind: 'varchar', length: null },
  JSON: { kind: 'varchar', length: null },
  UUID: { kind: 'varchar', length: null },
  BLOB: { kind: 'varbinary' },
  DATE: { kind: 'date' },
  TIME: { kind: 'time' },
  TIMESTAMP: { kind: 'timestamp', zoned: false },
  TIMESTAMP_S: { kind: 'timestamp', zoned: false },
  TIMESTAMP_MS: { kind: 'timestamp', zoned: false },
  TIMESTAMP_NS: { kind: 'timestamp', zoned: false },
  'TIMESTAMP WITH TIME ZONE': { kind: 'timestamp', zoned: true },
};

/** The type that Athena would have for a column that DuckDB describes by this text. */
export function typeOfDuckdb(text: string): Type {
  const trimmed = text.trim();
  const array = /^(.*)\[\d*\]$/s.exec(trimmed);
  if (array !== null) return { kind: 'array', element: typeOfDuckdb(array[1] ?? '') };
  const nested = /^(STRUCT|MAP)\((.*)\)$/s.exec(trimmed);
  const parts = nested === null ? [] : splitParts(nested[2] ?? '');
  if (nested?.[1] === 'STRUCT') return { kind: 'row', fields: parts.map(fieldOf) };
  if (nested?.[1] === 'MAP') {
    return { kind: 'map', key: typeOfDuckdb(parts[0] ?? ''), value: typeOfDuckdb(parts[1] ?? '') };
  }
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(trimmed);
  if (decimal !== null) return decimalType(Number(decimal[1]), Number(decimal[2]));
  return Object.hasOwn(simple, trimmed) ? (simple[trimmed] ?? other(trimmed)) : other(trimmed);
}

function other(text: string): Type {
  return { kind: 'other', text: text.toLowerCase() };
}

function fieldOf(part: string): RowField {
  const match = /^("(?:[^"]|"")*"|\S+)\s+(.*)$/s.exec(part.trim());
  const name = (match?.[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"');
  return { name: name.toLowerCase(), type: typeOfDuckdb(match?.[2] ?? '') };
}

/** Splits at commas outside brackets and quotes. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push([...text].slice(start, index).join(''));
      start = index + 1;
    }
  }
  return [...parts, [...text].slice(start).join('')];
}
