import { decimalType } from '../sql/decimal-type.js';
import type { Type } from '../sql/type.js';

/** The type of a decimal column of a file. Throws `RangeError` where no reader takes such a decimal. */
export function requireDecimal(precision: number, scale: number): Type {
  const type = decimalType(precision, scale);
  if (type.kind !== 'decimal') {
    throw new RangeError(`a column of it claims to be decimal(${precision},${scale})`);
  }
  return type;
}
