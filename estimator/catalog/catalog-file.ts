import * as v from 'valibot';
import { relationCount } from './relations.js';

const column = v.object({ name: v.string(), type: v.string() });
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What `catalog.json` holds; the relations of table `id` stand beside it as Parquet files (`relations.ts`). */
export const catalogFile = v.object({
  schemaVersion: v.literal(1),
  databases: v.array(
    v.object({
      name: v.string(),
      tables: v.array(
        v.object({
          id: v.pipe(v.string(), v.regex(/^t\d+$/)),
          name: v.string(),
          /** Relative to the catalog folder. */
          location: v.string(),
          format: v.string(),
          codec: v.string(),
          columns: v.array(column),
          partitionKeys: v.array(column),
          storedBytes: count,
          objects: count,
          /** Null where the format has no row groups. */
          rowGroups: v.nullable(count),
          leaves: v.array(v.object({ path: v.string(), boundType: v.nullable(v.string()) })),
        }),
      ),
    }),
  ),
});

export type CatalogFile = v.InferOutput<typeof catalogFile>;
export type StoredTable = CatalogFile['databases'][number]['tables'][number];

/** Names of the Parquet files with the relations of a table. */
export function relationFiles({ id, leaves, rowGroups }: Pick<StoredTable, 'id' | 'leaves' | 'rowGroups'>): {
  readonly partitions: string;
  readonly objects: string;
  readonly rowGroups: readonly string[] | null;
} {
  const groups = Array.from({ length: relationCount(leaves.length) }, (_, index) =>
    index === 0 ? `${id}.row_groups.parquet` : `${id}.row_groups_${index}.parquet`,
  );
  return {
    partitions: `${id}.partitions.parquet`,
    objects: `${id}.objects.parquet`,
    rowGroups: rowGroups === null ? null : groups,
  };
}
