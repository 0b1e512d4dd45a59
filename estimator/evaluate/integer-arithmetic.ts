import type { ArithmeticOperator } from '../sql/tree.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

const operations: Record<
  Exclude<ArithmeticOperator, '||'>,
  (left: bigint, right: bigint) => bigint | typeof FAILED
> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // Both truncate towards zero and take the sign of the dividend, in Java as in JavaScript.
  '/': (left, right) => (right === 0n ? FAILED : left / right),
  '%': (left, right) => (right === 0n ? FAILED : left % right),
};

/** Integer arithmetic of Trino; a result outside of 64 bits is an error. */
export function integerArithmetic(
  operator: Exclude<ArithmeticOperator, '||'>,
  bits: number,
): (left: Known, right: Known) => Outcome {
  const apply = operations[operator];
  return (left, right) => {
    if (typeof left !== 'bigint' || typeof right !== 'bigint') return UNKNOWN;
    const result = apply(left, right);
    return result === FAILED ? FAILED : checkRange(result, bits);
  };
}

export function negateInteger(value: bigint, bits: number): Outcome {
  return checkRange(-value, bits);
}

/**
 * Overflow of a narrow type is left open where 64 bits would hold the result, because constants that were folded before
 * have lost the exact width of their type.
 */
function checkRange(value: bigint, bits: number): Outcome {
  if (fitsBits(value, bits)) return value;
  return fitsBits(value, 64) ? UNKNOWN : FAILED;
}

export function fitsBits(value: bigint, bits: number): boolean {
  return BigInt.asIntN(bits, value) === value;
}
