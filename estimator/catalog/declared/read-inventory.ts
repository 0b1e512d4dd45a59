import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { DryRunError } from '../../errors.js';
import { quoteName, quotePath, type Session } from '../duckdb-session.js';
import type { ListedObject, Listing } from './listing-source.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html, read 2026-11-25 */
export const inventoryManifest = v.object({
  sourceBucket: v.string(),
  fileFormat: v.string(),
  fileSchema: v.string(),
  files: v.array(v.object({ key: v.string() })),
});

/** Reads the data files that a manifest names, from its own folder or the `data` folder beside it. */
export async function readInventoryManifest(
  manifest: string,
  { fileFormat, fileSchema, files }: v.InferOutput<typeof inventoryManifest>,
  session: Session,
): Promise<Listing> {
  const schema = fileFormat.toUpperCase() === 'CSV' ? fileSchema.split(',') : null;
  const objects: ListedObject[] = [];
  for (const { key } of files) {
    const file = locate(manifest, key);
    objects.push(...(await readInventoryFile(file, session, schema)).objects);
  }
  return { objects, prefixes: [] };
}

function locate(manifest: string, key: string): string {
  const folder = dirname(manifest);
  const name = basename(key);
  const places = [
    join(folder, name),
    join(folder, 'data', name),
    join(folder, '..', 'data', name),
    join(folder, key),
  ];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  const detail = `its file ${name} is neither beside it nor in a folder data beside it.`;
  throw new DryRunError('unreadable_file', { path: manifest, detail });
}

/** Columns of an inventory that matter, and what they are called in CSV and in Parquet. */
const columns = {
  bucket: ['bucket'],
  key: ['key'],
  bytes: ['size'],
  storageClass: ['storageclass'],
  isLatest: ['islatest'],
  isDeleteMarker: ['isdeletemarker'],
  accessTier: ['intelligenttieringaccesstier'],
} as const;

type Field = keyof typeof columns;

/** One file of S3 Inventory. Older versions and delete markers are left out. Throws `unreadable_file` or `invalid_catalog`. */
export async function readInventoryFile(
  file: string,
  session: Session,
  schema: readonly string[] | null = null,
): Promise<Listing> {
  const isParquet = file.toLowerCase().endsWith('.parquet');
  if (!isParquet && !/\.csv(?:\.gz)?$/i.test(file)) {
    const detail =
      'a listing is JSON of list-objects-v2, or S3 Inventory as manifest.json, .csv, .csv.gz or .parquet.';
    throw new DryRunError('invalid_catalog', { path: file, detail });
  }
  const source = isParquet
    ? `read_parquet(${quotePath(file)}, hive_partitioning = false)`
    : `read_csv(${quotePath(file)}, header = false, all_varchar = true, delim = ',', quote = '"', escape = '"', null_padding = true, hive_partitioning = false)`;
  try {
    const described = await session.rows(`DESCRIBE SELECT * FROM ${source}`);
    const names = described.map((row) => String(row['column_name']));
    const fields = isParquet
      ? fieldsOf(names.map((name) => [name, name]))
      : await csvFields(source, names, schema, session);
    return await readObjects(file, source, fields, isParquet, session);
  } catch (error) {
    if (error instanceof DryRunError) throw error;
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new DryRunError('unreadable_file', { path: file, detail });
  }
}

type Fields = Readonly<Partial<Record<Field, string>>>;

/** From pairs of a column of the file and what it is called in an inventory. */
function fieldsOf(pairs: readonly (readonly [column: string, name: string])[]): Fields {
  const byName = new Map(pairs.map(([column, name]) => [name.toLowerCase().replace(/[^a-z]/g, ''), column]));
  const fields: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(columns)) {
    if (!isField(field)) continue;
    const column = columns[field].map((name) => byName.get(name)).find((found) => found !== undefined);
    if (column !== undefined) fields[field] = column;
  }
  return fields;
}

function isField(name: string): name is Field {
  return Object.hasOwn(columns, name);
}

/** CSV has no header: the manifest says its columns; without one, they are known by their places and values. */
async function csvFields(
  source: string,
  names: readonly string[],
  schema: readonly string[] | null,
  session: Session,
): Promise<Fields> {
  if (schema !== null) return fieldsOf(names.map((name, index) => [name, schema[index] ?? '']));
  const sample = await session.rows(`SELECT * FROM ${source} LIMIT 20`);
  const first = names.map((name) => String(sample[0]?.[name] ?? ''));
  const headed = fieldsOf(names.map((name, index) => [name, first[index] ?? '']));
  if (headed.key !== undefined && headed.bytes !== undefined) return headed;
  const all = (name: string | undefined, pattern: RegExp): boolean =>
    name !== undefined && sample.every((row) => pattern.test(String(row[name] ?? '')));
  const [bucket, key, third, fourth, fifth, sixth] = names;
  const hasVersions = all(fourth, /^(?:true|false)$/i) && all(fifth, /^(?:true|false)$/i);
  const bytes = hasVersions ? sixth : third;
  const storageClass = names.find(
    (name) => all(name, /^(?:[A-Z]+_)*[A-Z]+$/) && name !== bucket && name !== key,
  );
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(key === undefined ? {} : { key }),
    ...(all(bytes, /^\d*$/) && bytes !== undefined ? { bytes } : {}),
    ...(hasVersions && fourth !== undefined && fifth !== undefined
      ? { isLatest: fourth, isDeleteMarker: fifth }
      : {}),
    ...(storageClass === undefined ? {} : { storageClass }),
  };
}

async function readObjects(
  file: string,
  source: string,
  fields: Fields,
  isParquet: boolean,
  session: Session,
): Promise<Listing> {
  const { bucket, key, bytes, isLatest, isDeleteMarker } = fields;
  if (bucket === undefined || key === undefined || bytes === undefined) {
    const detail =
      'it does not say bucket, key and size of each object; for CSV, name its manifest.json instead.';
    throw new DryRunError('invalid_catalog', { path: file, detail });
  }
  const column = (name: string | undefined): string =>
    name === undefined ? 'NULL' : `${quoteName(name)}::VARCHAR`;
  const rows = await session.rows(`SELECT ${column(bucket)} AS bucket, ${column(key)} AS key,
      TRY_CAST(${quoteName(bytes)} AS BIGINT) AS bytes, ${column(fields.storageClass)} AS storage_class,
      ${column(fields.accessTier)} AS access_tier
    FROM ${source}
    WHERE TRY_CAST(${quoteName(bytes)} AS BIGINT) IS NOT NULL
      AND coalesce(lower(${column(isLatest)}), 'true') <> 'false'
      AND coalesce(lower(${column(isDeleteMarker)}), 'false') <> 'true'`);
  const objects = rows.map((row): ListedObject => {
    const written = String(row['key']);
    return {
      address: `s3://${String(row['bucket'])}/${isParquet ? written : decodeKey(written)}`,
      bytes: Number(row['bytes']),
      storageClass: textOrNull(row['storage_class']),
      isRestored: null,
      accessTier: textOrNull(row['access_tier']),
    };
  });
  return { objects, prefixes: [] };
}

/** Keys in CSV are URL-encoded; Java writes a space as `+`. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
