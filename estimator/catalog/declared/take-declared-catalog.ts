import type { CatalogSummary } from '../catalog-from-folders.js';
import type { IgnoredFile } from '../data-object.js';
import { createSession } from '../duckdb-session.js';
import { writeCatalog } from '../write-catalog.js';
import type { DeclaredCatalog } from './declared-table.js';
import { listingSource } from './listing-source.js';
import { firstOf, localSource } from './object-source.js';
import { type ListingFile, readListings } from './read-listing.js';
import { takeDeclaredTable } from './take-declared-table.js';

/**
 * Takes declared tables and views into a catalog folder, with the bytes that listings, and files of this machine, say
 * they have. Throws `unreadable_file`, `invalid_catalog` or `usage`.
 */
export async function takeDeclaredCatalog(
  declared: DeclaredCatalog,
  listingFiles: readonly ListingFile[],
  out: string,
): Promise<CatalogSummary> {
  const session = createSession();
  try {
    const listings = await readListings(listingFiles, soleBucket(declared), session);
    const source = firstOf([listingSource(listings), localSource]);
    const ignored: IgnoredFile[] = [];
    const written = await writeCatalog(out, session, async (writer) => {
      for (const name of declared.databases) writer.addDatabase(name);
      for (const table of declared.tables) {
        const taken = await takeDeclaredTable(table, source, session);
        ignored.push(...taken.ignored);
        await writer.addTable(table.database, taken.table);
      }
      for (const view of declared.views) writer.addView(view);
    });
    return { ...written, ignored };
  } finally {
    session.close();
  }
}

/** The bucket that all tables and partitions lie in, if it is one. */
function soleBucket({ tables }: DeclaredCatalog): string | null {
  const locations = tables.flatMap(({ location, partitions }) => [
    ...(location === null ? [] : [location]),
    ...partitions.map((partition) => partition.location),
  ]);
  const buckets = new Set(locations.flatMap((location) => /^s3:\/\/([^/]+)/.exec(location)?.[1] ?? []));
  const [bucket = null] = buckets;
  return buckets.size === 1 ? bucket : null;
}
