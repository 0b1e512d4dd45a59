import { extname } from 'node:path';
import * as v from 'valibot';
import { DryRunError } from '../../errors.js';
import type { Session } from '../duckdb-session.js';
import type { ListedObject, Listing } from './listing-source.js';
import { inventoryManifest, readInventoryFile, readInventoryManifest } from './read-inventory.js';
import { readJsonFile } from './read-json-file.js';

/** A file that lists objects, with the bucket where the file does not say it. */
export interface ListingFile {
  readonly file: string;
  readonly bucket: string | null;
}

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** `aws s3api list-objects-v2` (or list-objects); where there is nothing, the CLI prints no Contents. */
const objectList = v.pipe(
  v.object({
    Contents: v.nullish(
      v.array(
        v.object({
          Key: v.string(),
          Size: size,
          StorageClass: v.nullish(v.string(), null),
          RestoreStatus: v.nullish(
            v.object({
              IsRestoreInProgress: v.nullish(v.boolean()),
              RestoreExpiryDate: v.nullish(v.string()),
            }),
            null,
          ),
        }),
      ),
    ),
    Name: v.nullish(v.string(), null),
    Prefix: v.nullish(v.string(), null),
    KeyCount: v.optional(v.number()),
    RequestCharged: v.nullish(v.unknown()),
    IsTruncated: v.nullish(v.boolean(), false),
    ContinuationToken: v.nullish(v.string(), null),
    NextContinuationToken: v.nullish(v.string(), null),
    NextToken: v.nullish(v.string(), null),
  }),
  v.check(
    (list) =>
      list.Contents != null ||
      list.KeyCount !== undefined ||
      'RequestCharged' in list ||
      list.Prefix !== null,
    'it has no Contents, as "aws s3api list-objects-v2" prints them, and is no manifest of S3 Inventory.',
  ),
);

type ObjectList = v.InferOutput<typeof objectList>;

/** One of the two, so that an error is about the one that the file looks like. */
const listing: v.GenericSchema<unknown, v.InferOutput<typeof inventoryManifest> | ObjectList> = v.lazy(
  (input) =>
    typeof input === 'object' && input !== null && 'fileSchema' in input ? inventoryManifest : objectList,
);

/**
 * Reads listings: `list-objects-v2` as the AWS CLI prints it, S3 Inventory as its `manifest.json` or as one file of
 * it (CSV or Parquet). `sole` is the bucket of objects where nothing else says it. Throws `unreadable_file`,
 * `invalid_catalog`, or `usage` where the bucket is not known.
 */
export async function readListings(
  files: readonly ListingFile[],
  sole: string | null,
  session: Session,
): Promise<readonly Listing[]> {
  const listings: Listing[] = [];
  const cut = new Map<string, string>();
  const continued = new Set<string>();
  for (const { file, bucket } of files) {
    if (extname(file).toLowerCase() !== '.json') {
      listings.push(await readInventoryFile(file, session));
      continue;
    }
    const read = readJsonFile(file, listing);
    if ('fileSchema' in read) {
      listings.push(await readInventoryManifest(file, read, session));
      continue;
    }
    if (read.ContinuationToken !== null) continued.add(read.ContinuationToken);
    const next = read.NextToken ?? (read.IsTruncated === true ? (read.NextContinuationToken ?? '') : null);
    if (next !== null) cut.set(next, file);
    listings.push(toListing(read, bucket ?? read.Name ?? sole ?? unknownBucket(file)));
  }
  for (const [token, file] of cut) {
    if (continued.has(token)) continue;
    throw new DryRunError('invalid_catalog', {
      path: file,
      detail: 'the listing is cut off; list without --max-items, or add the pages that follow.',
    });
  }
  return listings;
}

function unknownBucket(file: string): never {
  throw new DryRunError('usage', {
    detail: `${file} does not say its bucket, and the tables lie in several or none: write --objects BUCKET=${file}.`,
  });
}

function toListing({ Contents, Prefix }: ObjectList, bucket: string): Listing {
  return {
    objects: (Contents ?? []).map(
      ({ Key, Size, StorageClass, RestoreStatus }): ListedObject => ({
        address: `s3://${bucket}/${Key}`,
        bytes: Size,
        storageClass: StorageClass,
        isRestored:
          RestoreStatus === null
            ? null
            : RestoreStatus.IsRestoreInProgress !== true && RestoreStatus.RestoreExpiryDate != null,
        accessTier: null,
      }),
    ),
    prefixes: Prefix === null ? [] : [`s3://${bucket}/${Prefix}`],
  };
}
