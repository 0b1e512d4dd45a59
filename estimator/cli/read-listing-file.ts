import { existsSync } from 'node:fs';
import type { ListingFile } from '../catalog/declared/read-listing.js';

/** `FILE` or `BUCKET=FILE`; a path that exists is a path, also if it has a `=` in it. */
export function readListingFile(text: string): ListingFile {
  const [, bucket, file] = /^(?:s3:\/\/)?([a-z0-9][a-z0-9.-]*)\/?=(.+)$/s.exec(text) ?? [];
  if (bucket === undefined || file === undefined || existsSync(text)) return { bucket: null, file: text };
  return { bucket, file };
}
