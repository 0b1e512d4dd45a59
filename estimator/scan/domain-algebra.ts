import type { Bound, Domain, DomainValue, ValueRange } from './domain.js';
import { compareDomainValues } from './domain-value.js';

const everything: readonly ValueRange[] = [{ low: null, high: null }];

/** No row passes. */
export const noneDomain: Domain = { ranges: [], nullAllowed: false };
/** Every row passes. */
export const allDomain: Domain = { ranges: everything, nullAllowed: true };
export const onlyNullDomain: Domain = { ranges: [], nullAllowed: true };
export const notNullDomain: Domain = { ranges: everything, nullAllowed: false };

export function isNone(domain: Domain): boolean {
  return domain.ranges.length === 0 && !domain.nullAllowed;
}

export function isAll(domain: Domain): boolean {
  return domain.nullAllowed && coversEverything(domain);
}

function coversEverything({ ranges }: Domain): boolean {
  const [first] = ranges;
  return ranges.length === 1 && first !== undefined && first.low === null && first.high === null;
}

/** True if every range is a single value: only then bloom filters can be asked. */
export function isDiscrete(domain: Domain): boolean {
  return domain.ranges.every(
    ({ low, high }) =>
      low !== null &&
      high !== null &&
      low.inclusive &&
      high.inclusive &&
      compareDomainValues(low.value, high.value) === 0,
  );
}

/** True if the value, or NULL, passes. NaN is in no range unless everything passes. */
export function containsValue(domain: Domain, value: DomainValue | null): boolean {
  if (value === null) return domain.nullAllowed;
  if (value.kind === 'double' && Number.isNaN(value.value)) return coversEverything(domain);
  return domain.ranges.some((range) => isAboveLow(range.low, value) && isBelowHigh(range.high, value));
}

/** True if some value from `minimum` to `maximum`, both included, passes. */
export function overlaps(domain: Domain, minimum: DomainValue, maximum: DomainValue): boolean {
  return domain.ranges.some((range) => isAboveLow(range.low, maximum) && isBelowHigh(range.high, minimum));
}

function isAboveLow(low: Bound | null, value: DomainValue): boolean {
  if (low === null) return true;
  const order = compareDomainValues(value, low.value);
  return order > 0 || (order === 0 && low.inclusive);
}

function isBelowHigh(high: Bound | null, value: DomainValue): boolean {
  if (high === null) return true;
  const order = compareDomainValues(value, high.value);
  return order < 0 || (order === 0 && high.inclusive);
}

/**
 * A range, or null if it is empty. As in Trino (SortedRangeSet) every type is taken as continuous: between 5 and 6 there
 * may be a value even of an integer column, so its row groups are kept.
 */
export function rangeOf(low: Bound | null, high: Bound | null): ValueRange | null {
  if (low !== null && high !== null) {
    const order = compareDomainValues(low.value, high.value);
    if (order > 0 || (order === 0 && !(low.inclusive && high.inclusive))) return null;
  }
  return { low, high };
}

/** The domain of some ranges in any order, overlapping or not. */
export function domainOf(ranges: readonly (ValueRange | null)[], nullAllowed: boolean): Domain {
  const sorted = ranges.filter((range) => range !== null).sort(byLow);
  const merged: ValueRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || !touches(last.high, range.low)) merged.push(range);
    else if (compareHighs(range.high, last.high) > 0)
      merged[merged.length - 1] = { low: last.low, high: range.high };
  }
  return { ranges: merged, nullAllowed };
}

export function unionDomains(domains: readonly Domain[]): Domain {
  return domainOf(
    domains.flatMap(({ ranges }) => ranges),
    domains.some(({ nullAllowed }) => nullAllowed),
  );
}

export function intersectDomains(left: Domain, right: Domain): Domain {
  const ranges: ValueRange[] = [];
  let a = 0;
  let b = 0;
  for (;;) {
    const first = left.ranges[a];
    const second = right.ranges[b];
    if (first === undefined || second === undefined) break;
    const low = compareLows(first.low, second.low) >= 0 ? first.low : second.low;
    const isFirstShorter = compareHighs(first.high, second.high) <= 0;
    const common = rangeOf(low, isFirstShorter ? first.high : second.high);
    if (common !== null) ranges.push(common);
    if (isFirstShorter) a += 1;
    else b += 1;
  }
  return { ranges, nullAllowed: left.nullAllowed && right.nullAllowed };
}

/** Everything that the domain does not let pass. */
export function complementDomain(domain: Domain): Domain {
  const ranges: (ValueRange | null)[] = [];
  let low: Bound | null = null;
  for (const range of domain.ranges) {
    if (range.low !== null) ranges.push(rangeOf(low, opposite(range.low)));
    if (range.high === null) return domainOf(ranges, !domain.nullAllowed);
    low = opposite(range.high);
  }
  return domainOf([...ranges, rangeOf(low, null)], !domain.nullAllowed);
}

function opposite({ value, inclusive }: Bound): Bound {
  return { value, inclusive: !inclusive };
}

/** Ranges above which Trino's readers take one from the least to the greatest (`domain-compaction-threshold`). */
export const compactionThreshold = 1000;
/** The same up to Trino 398. */
export const earlierCompactionThreshold = 100;

/** The domain itself, or one range around it where it has too many. */
export function compactDomain(domain: Domain, threshold: number): Domain {
  const first = domain.ranges[0];
  const last = domain.ranges.at(-1);
  if (domain.ranges.length <= threshold || first === undefined || last === undefined) return domain;
  return { ranges: [{ low: first.low, high: last.high }], nullAllowed: domain.nullAllowed };
}

function byLow(left: ValueRange, right: ValueRange): number {
  return compareLows(left.low, right.low) || compareHighs(left.high, right.high);
}

function compareLows(left: Bound | null, right: Bound | null): number {
  if (left === null || right === null) return Number(right === null) - Number(left === null);
  return compareDomainValues(left.value, right.value) || Number(right.inclusive) - Number(left.inclusive);
}

function compareHighs(left: Bound | null, right: Bound | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compareDomainValues(left.value, right.value) || Number(left.inclusive) - Number(right.inclusive);
}

/** True if no value lies between the end of one range and the start of the next. */
function touches(high: Bound | null, low: Bound | null): boolean {
  if (high === null || low === null) return true;
  const order = compareDomainValues(high.value, low.value);
  return order > 0 || (order === 0 && (high.inclusive || low.inclusive));
}
