import type { Type } from './type.js';

/** Digits that a decimal of Trino and of Hive can have. */
const mostDigits = 38;

/** A decimal, or a type of which nothing is known where no engine has such a decimal: a file may claim any. */
export function decimalType(precision: number, scale: number): Type {
  const areWhole = Number.isInteger(precision) && Number.isInteger(scale);
  const exists = areWhole && precision >= 1 && precision <= mostDigits && scale >= 0 && scale <= precision;
  return exists
    ? { kind: 'decimal', precision, scale }
    : { kind: 'other', text: `decimal(${precision},${scale})` };
}
