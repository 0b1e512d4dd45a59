import * as v from 'valibot';

const column = v.object({ name: v.string(), type: v.string() });

/** What `catalog.json` holds; the relations of table `id` stand beside it as Parquet files. */
export const catalogFile = v.object({
  schemaVersion: v.literal(1),
  databases: v.array(
    v.object({
      name: v.string(),
      tables: v.array(
        v.object({
          id: v.pipe(v.string(), v.regex(/^t\d+$/)),
          name: v.string(),
          location: v.string(),
          format: v.string(),
          codec: v.string(),
          columns: v.array(column),
          partitionKeys: v.array(column),
          storedBytes: v.number(),
          hasRowGroups: v.boolean(),
          leaves: v.array(v.object({ path: v.string(), boundType: v.nullable(v.string()) })),
        }),
      ),
    }),
  ),
});

export type StoredTable = v.InferOutput<typeof catalogFile>['databases'][number]['tables'][number];
