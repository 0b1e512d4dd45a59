/** DuckDB's names of types, as its binder writes them. */

export interface DecimalSize {
  readonly width: number;
  readonly scale: number;
}

/** Null for another type. */
export function decimalOf(type: string): DecimalSize | null {
  const found = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  return found === null ? null : { width: Number(found[1]), scale: Number(found[2]) };
}

export function isDecimal(type: string): boolean {
  return decimalOf(type) !== null;
}

export function isFloat(type: string): boolean {
  return type === 'DOUBLE' || type === 'FLOAT';
}

/** Digits that Athena gives a whole number when it makes a decimal of it; null for another type. */
export function wholeDigits(type: string): number | null {
  return digits.get(type) ?? null;
}

// A sum of whole numbers has 128 bits in DuckDB and 64 in Athena.
const digits: ReadonlyMap<string, number> = new Map([
  ['TINYINT', 3],
  ['SMALLINT', 5],
  ['INTEGER', 10],
  ['INTEGER_LITERAL', 10],
  ['BIGINT', 19],
  ['HUGEINT', 19],
]);

export function isWhole(type: string): boolean {
  return digits.has(type);
}
