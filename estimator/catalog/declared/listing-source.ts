import { isHiddenName } from '../walk-files.js';
import type { LeftOut, ObjectSource, ReadOptions, Selection, SourceObject } from './object-source.js';

/** One line of a listing of a bucket. */
export interface ListedObject {
  /** `s3://bucket/key` */
  readonly address: string;
  readonly bytes: number;
  readonly storageClass: string | null;
  /** Whether an archived object is restored for a while; null where the listing does not say it. */
  readonly isRestored: boolean | null;
  /** Tier of `INTELLIGENT_TIERING`, null where the listing does not say it. */
  readonly accessTier: string | null;
}

export interface Listing {
  readonly objects: readonly ListedObject[];
  /** Beginnings of addresses of which the listing has everything, also where that is nothing. */
  readonly prefixes: readonly string[];
}

/** Answers from listings; of an address that is listed twice, the later line counts. */
export function listingSource(listings: readonly Listing[]): ObjectSource {
  const byAddress = new Map(
    listings.flatMap(({ objects }) => objects.map((each) => [each.address, each] as const)),
  );
  const sorted = [...byAddress.values()].sort((left, right) => (left.address < right.address ? -1 : 1));
  const prefixes = listings.flatMap((listing) => listing.prefixes);
  const objectsBelow = (folder: string): readonly ListedObject[] => {
    const start = firstFrom(sorted, `${folder}/`);
    let end = start;
    while (sorted[end]?.address.startsWith(`${folder}/`)) end += 1;
    return sorted.slice(start, end);
  };
  return {
    covers: (address) =>
      prefixes.some((prefix) => `${address}/`.startsWith(prefix)) ||
      sorted[firstFrom(sorted, `${address}/`)]?.address.startsWith(`${address}/`) === true,
    below: (address, options) => select(objectsBelow(address), address.length + 1, options),
  };
}

/** Position of the first object whose address does not come before. */
function firstFrom(sorted: readonly ListedObject[], address: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.address ?? '') < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

function select(listed: readonly ListedObject[], prefixLength: number, options: ReadOptions): Selection {
  const objects: SourceObject[] = [];
  const left = new Map<string, LeftOut>();
  for (const object of listed) {
    const path = object.address.slice(prefixLength);
    if (object.bytes === 0 || path.split('/').some(isHiddenName)) continue;
    const reason = skipReason(object, options);
    if (reason === null) {
      objects.push(sourceObject(object, path));
      continue;
    }
    const known = left.get(reason) ?? { reason, objects: 0, bytes: 0 };
    left.set(reason, { reason, objects: known.objects + 1, bytes: known.bytes + object.bytes });
  }
  return { objects, left: [...left.values()] };
}

function sourceObject({ bytes, storageClass, accessTier }: ListedObject, path: string): SourceObject {
  return {
    path,
    bytes,
    ...(storageClass === null ? {} : { storageClass }),
    ...(accessTier !== null && archiveTiers.has(accessTier)
      ? { unreadable: `it is in the tier ${accessTier}, which Athena cannot read` }
      : {}),
  };
}

/** Classes that Athena skips: https://docs.aws.amazon.com/athena/latest/ug/querying-glacier.html, read 2026-11-25 */
const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);
const archiveTiers: ReadonlySet<string> = new Set([
  'ARCHIVE_ACCESS',
  'DEEP_ARCHIVE_ACCESS',
  'ARCHIVE',
  'DEEP_ARCHIVE',
]);

function skipReason(
  { storageClass, isRestored }: ListedObject,
  { readsRestored }: ReadOptions,
): string | null {
  if (storageClass === null || !archiveClasses.has(storageClass)) return null;
  if (!readsRestored) return `Athena skips storage class ${storageClass}`;
  if (isRestored === true) return null;
  return isRestored === null
    ? `it is in storage class ${storageClass}, and the listing does not say whether it is restored`
    : `it is in storage class ${storageClass} and not restored`;
}
