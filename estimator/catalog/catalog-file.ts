import * as v from 'valibot';
import { relationCount } from './relations.js';

/** Addresses inside the catalog's own tree are relative to it, so that both can move together. */
const address = v.string();
const column = v.object({ name: v.string(), type: v.string() });
/** DuckDB's type of a leaf's bounds, as `storedLeaves` names it. */
const boundType = v.pipe(
  v.string(),
  v.regex(
    /^(?:BOOLEAN|BIGINT|DOUBLE|DATE|VARCHAR|TIMESTAMP|DECIMAL\(38, \d+\))$/,
    'this is no type of bounds',
  ),
);
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
          location: address,
          format: v.string(),
          codec: v.string(),
          columns: v.array(column),
          partitionKeys: v.array(column),
          /** Null where not all objects are known. */
          storedBytes: v.nullable(count),
          objects: count,
          /** Null where the format has no row groups. */
          rowGroups: v.nullable(count),
          /** What a table format knows about the objects; absent where only folders say it. */
          objectBounds: v.optional(
            v.object({
              leaves: v.array(v.object({ leaf: count, boundType })),
              buckets: v.array(v.object({ leaf: count, buckets: count, icebergType: v.string() })),
              placedBy: v.array(count),
              clustering: v.optional(
                v.object({
                  columns: v.array(
                    v.object({
                      leaf: count,
                      hash: v.nullable(v.picklist(['int', 'long', 'boolean', 'string', 'varchar'])),
                    }),
                  ),
                  buckets: v.pipe(count, v.minValue(1)),
                  isKnown: v.boolean(),
                }),
              ),
            }),
          ),
          leaves: v.array(v.object({ path: v.string(), boundType: v.nullable(boundType) })),
          projection: v.optional(
            v.object({
              properties: v.record(v.string(), v.string()),
              root: address,
              template: v.nullable(v.string()),
            }),
          ),
          columnOrder: v.optional(v.array(v.string())),
          refusal: v.optional(
            v.object({ code: v.picklist(['unsupported_table', 'duplicate_table']), detail: v.string() }),
          ),
          partitionTransforms: v.optional(
            v.array(
              v.object({ transform: v.string(), column: v.string(), argument: v.nullable(v.number()) }),
            ),
          ),
        }),
      ),
      views: v.optional(
        v.array(
          v.object({
            name: v.string(),
            columns: v.array(v.string()),
            sql: v.string(),
            definedIn: v.string(),
          }),
        ),
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
  readonly objectBounds: string;
  readonly rowGroups: readonly string[] | null;
} {
  const groups = Array.from({ length: relationCount(leaves.length) }, (_, index) =>
    index === 0 ? `${id}.row_groups.parquet` : `${id}.row_groups_${index}.parquet`,
  );
  return {
    partitions: `${id}.partitions.parquet`,
    objects: `${id}.objects.parquet`,
    objectBounds: `${id}.object_bounds.parquet`,
    rowGroups: rowGroups === null ? null : groups,
  };
}
