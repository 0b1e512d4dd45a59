import type { ArithmeticOperator } from '../sql/tree.js';
import { type Known, type Outcome, UNKNOWN } from './outcome.js';

const operations: Record<Exclude<ArithmeticOperator, '||'>, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** IEEE 754 arithmetic: division by zero is infinite, not an error. A real is rounded to single precision. */
export function floatArithmetic(
  operator: Exclude<ArithmeticOperator, '||'>,
  kind: 'real' | 'double',
): (left: Known, right: Known) => Outcome {
  const apply = operations[operator];
  return (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return UNKNOWN;
    return kind === 'real' ? Math.fround(apply(left, right)) : apply(left, right);
  };
}
