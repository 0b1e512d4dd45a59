import type { BoundValue } from '../formats/footer.js';
import { type HiveHash, hiveBucketOf } from '../formats/hive-bucket.js';
import type { Domain, DomainValue } from '../scan/domain.js';
import { isDiscrete } from '../scan/domain-algebra.js';
import type { LeafNumbers } from './leaf-numbers.js';
import type { Clustering } from './relations.js';

/**
 * How a filter on the columns of CLUSTERED BY excludes objects. `all`: it does not. `unknown`: an engine that knows the
 * bucket of each object may exclude any of them. Else: buckets that are read.
 */
export type KeptBuckets = 'all' | 'unknown' | readonly number[];

/** More combinations of values than this are not looked up. */
const mostCombinations = 1000;

export function keptBuckets(
  { columns, buckets, isKnown }: Clustering,
  domains: ReadonlyMap<string, Domain>,
  numbers: LeafNumbers,
): KeptBuckets {
  const byLeaf = new Map([...domains].map(([path, domain]) => [numbers.at(path), domain]));
  let rows: readonly (readonly HashedValue[])[] = [[]];
  let isUnknown = !isKnown;
  for (const { leaf, hash } of columns) {
    const values = valuesOf(byLeaf.get(leaf));
    if (values === null) return 'all';
    if (hash === null || rows.length * values.length > mostCombinations) isUnknown = true;
    else rows = rows.flatMap((row) => values.map((value) => [...row, { hash, value }]));
  }
  if (isUnknown) return 'unknown';
  const found = rows.map((row) => hiveBucketOf(row, buckets));
  const known = found.filter((bucket) => bucket !== null);
  return known.length === found.length ? [...new Set(known)] : 'unknown';
}

interface HashedValue {
  readonly hash: HiveHash;
  readonly value: BoundValue;
}

/** Null where the domain is no list of values. */
function valuesOf(domain: Domain | undefined): readonly BoundValue[] | null {
  if (domain === undefined || domain.nullAllowed || !isDiscrete(domain)) return null;
  const values = domain.ranges.flatMap(({ low }) => (low === null ? [] : [hashedAs(low.value)]));
  return values.length === 0 ? null : values;
}

function hashedAs(value: DomainValue): BoundValue {
  if (value.kind === 'date') return BigInt(value.days);
  if (value.kind === 'timestamp') return value.micros;
  if (value.kind === 'decimal') return value.unscaled;
  return value.value;
}
