import type { PlacedFile } from './read-iceberg-table.js';

/** A file of deletes with those files of rows for which it may be read. */
export interface ApplyingDeletes {
  readonly deletes: PlacedFile;
  readonly rows: readonly PlacedFile[];
}

/** Number of the column `file_path` in files of position deletes: https://iceberg.apache.org/spec/#reserved-field-ids */
const filePathId = 2_147_483_546;

/**
 * Which rows each file of deletes is about: of its partition and not newer (equality deletes: older), or of the whole
 * table (https://iceberg.apache.org/spec/#scan-planning). One that is about none is left out.
 */
export function applyingDeletes(
  files: readonly PlacedFile[],
  isUnpartitioned: (specId: number) => boolean,
): readonly ApplyingDeletes[] {
  const rows = files.filter(({ content }) => content === 'data');
  const byPartition = new Map<string, PlacedFile[]>();
  for (const file of rows) {
    const key = partitionOf(file);
    const known = byPartition.get(key);
    if (known === undefined) byPartition.set(key, [file]);
    else known.push(file);
  }
  return files.flatMap((deletes) => {
    if (deletes.content === 'data') return [];
    const isGlobal = deletes.content === 'equality_deletes' && isUnpartitioned(deletes.specId);
    const candidates = isGlobal ? rows : (byPartition.get(partitionOf(deletes)) ?? []);
    const applying = candidates.filter((file) => appliesTo(deletes, file));
    return applying.length === 0 ? [] : [{ deletes, rows: applying }];
  });
}

function appliesTo(deletes: PlacedFile, rows: PlacedFile): boolean {
  if (deletes.content === 'equality_deletes') return deletes.sequence > rows.sequence;
  const only = onlyFile(deletes);
  return deletes.sequence >= rows.sequence && (only === null || only === rows.path);
}

/** The one file of rows that position deletes name; bounds of names are whole where they are equal. */
function onlyFile({ referencedFile, lowerBounds, upperBounds }: PlacedFile): string | null {
  if (referencedFile !== null) return referencedFile;
  const low = lowerBounds.get(filePathId);
  const high = upperBounds.get(filePathId);
  if (low === undefined || high === undefined || Buffer.compare(low, high) !== 0) return null;
  return new TextDecoder().decode(low);
}

function partitionOf({ specId, partition }: PlacedFile): string {
  return JSON.stringify([specId, partition], (_, value: unknown) =>
    typeof value === 'bigint'
      ? `${value}n`
      : value instanceof Uint8Array
        ? Buffer.from(value).toString('hex')
        : value,
  );
}
