import type { Domain, ValueRange } from '../scan/domain.js';
import { compareDomainValues } from '../scan/domain-value.js';
import { literalText } from './literal-text.js';

/** Ranges above which a condition is longer than anybody wants to read. */
const mostRanges = 6;

/** A condition on a column that is true of exactly the values of a domain; null where it would be none or too long. */
export function domainText(column: string, domain: Domain): string | null {
  if (domain.nullAllowed || domain.ranges.length === 0 || domain.ranges.length > mostRanges) return null;
  const parts = domain.ranges.map((range) => rangeText(column, range));
  if (parts.some((part) => part === null)) return null;
  return parts.length === 1 ? (parts[0] ?? null) : `(${parts.join(' OR ')})`;
}

function rangeText(column: string, { low, high }: ValueRange): string | null {
  const first = low === null ? null : literalText(low.value);
  const last = high === null ? null : literalText(high.value);
  if (low !== null && high !== null && compareDomainValues(low.value, high.value) === 0) {
    return first === null ? null : `${column} = ${first}`;
  }
  if ((low !== null && first === null) || (high !== null && last === null)) return null;
  const bounds = [
    ...(low === null ? [] : [`${column} ${low.inclusive ? '>=' : '>'} ${first}`]),
    ...(high === null ? [] : [`${column} ${high.inclusive ? '<=' : '<'} ${last}`]),
  ];
  return bounds.length === 0 ? null : bounds.join(' AND ');
}
