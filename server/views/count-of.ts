import { formatWholeNumber } from '../../estimator/render/format-bytes.js';

/** A count with its noun: `1 row`, `2 rows`. */
export function countOf(count: number, noun: string): string {
  return `${formatWholeNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
