import type { ProjectedKey, ProjectedValue } from './projected-key.js';
import { countProperty, failProjection, type KeyDeclaration, rangeProperty } from './projection-property.js';

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/** From one whole number to another, both inclusive, in steps; perhaps with zeros in front. */
export function integerKey(declaration: KeyDeclaration): ProjectedKey {
  const { key, type } = declaration;
  if (type.kind !== 'varchar' && type.kind !== 'char' && type.kind !== 'integer') {
    failProjection(declaration, `${key} is of type integer in the projection, but not in the table.`);
  }
  const [first, last] = rangeProperty(declaration).map((text) => readInteger(declaration, text));
  if (first === undefined || last === undefined || first > last) {
    failProjection(declaration, `projection.${key}.range ends before it begins.`);
  }
  const interval = countProperty(declaration, 'interval') ?? 1n;
  const digits = Number(countProperty(declaration, 'digits') ?? 0n);
  const projected = (number: bigint): ProjectedValue => {
    const text = padded(number, digits);
    return { text, value: type.kind === 'integer' ? number : text };
  };
  return {
    count: Number((last - first) / interval) + 1,
    *values() {
      for (let number = first; number <= last; number += interval) yield projected(number);
    },
    find(text) {
      if (!/^-?\d{1,19}$/.test(text)) return null;
      const number = BigInt(text);
      const isIn = number >= first && number <= last && (number - first) % interval === 0n;
      const found = isIn ? projected(number) : null;
      return found !== null && (type.kind === 'integer' || found.text === text) ? found : null;
    },
  };
}

/** As Java's `%03d`: the sign takes one of the places. */
function padded(number: bigint, digits: number): string {
  if (number >= 0n) return number.toString().padStart(digits, '0');
  return `-${(-number).toString().padStart(digits - 1, '0')}`;
}

function readInteger(declaration: KeyDeclaration, text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) {
    failProjection(declaration, `projection.${declaration.key}.range has ${text}, which is no whole number.`);
  }
  const number = BigInt(text.replace(/^\+/, ''));
  if (number >= least && number <= most) return number;
  return failProjection(declaration, `projection.${declaration.key}.range has ${text}, beyond 64 bits.`);
}
