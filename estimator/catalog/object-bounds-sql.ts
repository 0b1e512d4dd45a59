import type { BoundValue } from '../formats/footer.js';
import { bucketOf } from '../formats/iceberg/bucket-of.js';
import type { Domain, DomainValue } from '../scan/domain.js';
import { isDiscrete } from '../scan/domain-algebra.js';
import { keptBuckets } from './clustered-buckets.js';
import { isComparable, mayHold } from './domain-sql.js';
import type { LeafNumbers } from './leaf-numbers.js';
import type { BucketedLeaf, ObjectBounds } from './relations.js';

/**
 * A condition on rows that have an object_id: that what the table format says about the object lets a value of every
 * domain be in it. Null where nothing is tested.
 */
export function objectMayHold(
  { relation, leaves, buckets, clustering }: ObjectBounds,
  domains: ReadonlyMap<string, Domain>,
  numbers: LeafNumbers,
  condition: string,
): string | null {
  const tests: string[] = [];
  for (const [path, domain] of domains) {
    const leaf = numbers.at(path);
    if (leaf === null) continue;
    const bounded = leaves.find((each) => each.leaf === leaf);
    if (bounded !== undefined && isComparable(domain, bounded.boundType)) tests.push(mayHold(domain, leaf));
    for (const [index, bucketed] of buckets.entries()) {
      const own = bucketed.leaf === leaf ? bucketsOf(domain, bucketed) : null;
      if (own !== null) tests.push(isOneOf(`bucket_${index}`, own));
    }
  }
  const kept = clustering === null ? 'all' : keptBuckets(clustering, domains, numbers);
  if (kept !== 'all' && kept !== 'unknown') tests.push(isOneOf('bucket', kept));
  if (tests.length === 0) return null;
  return `object_id IN (SELECT object_id FROM ${relation} WHERE ${[condition, ...tests].join(' AND ')})`;
}

function isOneOf(column: string, buckets: readonly number[]): string {
  return `(${column} IS NULL OR ${column} IN (${buckets.join(', ')}))`;
}

/** Buckets of the values of a domain; null where it has ranges, or values that are not hashed here. */
function bucketsOf(domain: Domain, { icebergType, buckets }: BucketedLeaf): readonly number[] | null {
  if (domain.nullAllowed || !isDiscrete(domain)) return null;
  const found = domain.ranges.map(({ low }) => {
    const value = low === null ? null : boundOf(low.value, icebergType);
    return value === null ? null : bucketOf(icebergType, value, buckets);
  });
  const known = found.filter((bucket) => bucket !== null);
  return known.length === found.length && known.length > 0 ? [...new Set(known)] : null;
}

function boundOf(value: DomainValue, icebergType: string): BoundValue | null {
  if (value.kind === 'date') return BigInt(value.days);
  if (value.kind === 'timestamp') return value.micros;
  if (value.kind !== 'decimal') return value.value;
  const scale = Number(/,\s*(\d+)\s*\)$/.exec(icebergType)?.[1] ?? -1);
  return scale === value.scale ? value.unscaled : null;
}
