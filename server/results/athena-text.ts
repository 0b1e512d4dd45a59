import type { Type } from '../../estimator/sql/type.js';
import type { Cell } from '../engine/query-result.js';

/**
 * A value as Athena writes it into its result files: `5.0`, `1.0E7`, `[a, b]`, `{key=value}`, `null` inside of nested
 * values.
 */
export function athenaText(cell: Cell, type: Type): string {
  if (cell === null) return 'null';
  if (typeof cell === 'number') return numberText(cell, type);
  if (typeof cell !== 'object') return String(cell);
  if (isList(cell)) {
    const element = type.kind === 'array' ? type.element : unknownType;
    return `[${cell.map((item) => athenaText(item, element)).join(', ')}]`;
  }
  const entries = Object.entries(cell).map(([name, value], index) => {
    return `${keyText(name, type)}=${athenaText(value, memberType(type, index))}`;
  });
  return `{${entries.join(', ')}}`;
}

const unknownType: Type = { kind: 'other', text: '' };

function isList(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}

function memberType(type: Type, index: number): Type {
  if (type.kind === 'map') return type.value;
  return (type.kind === 'row' ? type.fields[index]?.type : undefined) ?? unknownType;
}

/** A key of a map is a value of its type, which JSON has as text. */
function keyText(name: string, type: Type): string {
  const isNumber = type.kind === 'map' && (type.key.kind === 'double' || type.key.kind === 'real');
  return isNumber && Number.isFinite(Number(name)) ? numberText(Number(name), type.key) : name;
}

function numberText(number: number, type: Type): string {
  if (type.kind === 'double') return javaNumber(number, String(number));
  if (type.kind === 'real') return javaNumber(number, shortestOfReal(number));
  return String(number);
}

/** The fewest digits that are the same number of 32 bits. */
function shortestOfReal(number: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = number.toPrecision(digits);
    if (Math.fround(Number(text)) === number) return String(Number(text));
  }
  return String(number);
}

/** Java's way to write a floating-point number: plain from 0.001 to 10 million, else with an exponent. */
function javaNumber(number: number, shortest: string): string {
  const size = Math.abs(number);
  if (Object.is(number, -0)) return '-0.0';
  const written = Number(shortest);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const plain = shortest.includes('e') ? written.toFixed(20).replace(/0+$/, '') : shortest;
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  const [digits = '', exponent = ''] = written.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
