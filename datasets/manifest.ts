import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const tableSchema = v.object({ rows: count, objects: count, bytes: count });

const layoutRecordSchema = v.object({
  name: v.string(),
  title: v.string(),
  partitionKeys: v.array(v.string()),
  rowOrder: v.picklist(['arrival', 'shuffled', 'time', 'user']),
  writer: v.object({
    /** Which program wrote the files. */
    program: v.string(),
    format: v.picklist(['csv', 'json', 'parquet']),
    codec: v.picklist(['none', 'gzip', 'snappy', 'zstd']),
    rowGroupRows: v.optional(count),
    compressionLevel: v.optional(count),
    header: v.optional(v.boolean()),
    timestampFormat: v.optional(v.string()),
  }),
  tables: v.record(v.string(), tableSchema),
});

const manifestSchema = v.object({
  /** Of the datasets as such: goes up when the same seed and rows would give other files. */
  version: v.number(),
  seed: count,
  rows: count,
  layouts: v.array(layoutRecordSchema),
});

/** A layout with its writer settings and sizes: an entry of the manifest, and `_layout.json` of the layout itself. */
export type LayoutRecord = Readonly<v.InferOutput<typeof layoutRecordSchema>>;

/** What stands in `manifest.json` of a datasets folder. Its presence says that the folder is complete. */
export type DatasetsManifest = Readonly<v.InferOutput<typeof manifestSchema>>;

const fileName = 'manifest.json';

/** The manifest of a datasets folder; null if there is none that this version understands. */
export async function readManifest(folder: string): Promise<DatasetsManifest | null> {
  const text = await readFile(join(folder, fileName), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return v.parse(manifestSchema, JSON.parse(text));
  } catch {
    return null;
  }
}

/** Reads a `_layout.json`. */
export function parseLayoutRecord(text: string): LayoutRecord {
  return v.parse(layoutRecordSchema, JSON.parse(text));
}

/** Writes `value` as JSON in one step: the file is there whole or not at all. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.partial`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${path}.partial`, path);
}

/** Says that the folder is complete. */
export async function writeManifest(folder: string, manifest: DatasetsManifest): Promise<void> {
  await writeJson(join(folder, fileName), manifest);
}
