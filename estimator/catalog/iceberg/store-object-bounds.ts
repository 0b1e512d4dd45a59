import type { DuckDBAppender } from '@duckdb/node-api';
import { isBucketable } from '../../formats/iceberg/bucket-of.js';
import { fileBounds } from '../../formats/iceberg/file-bounds.js';
import type { IcebergMetadata, PartitionField } from '../../formats/iceberg/iceberg-metadata.js';
import { readTransform, type Transform } from '../../formats/iceberg/transform-range.js';
import { boundAppender } from '../append-bound.js';
import type { Session } from '../duckdb-session.js';
import type { BoundedLeaf, BucketedLeaf, ObjectBounds, StoredLeaf } from '../relations.js';
import type { PlacedFile } from './read-iceberg-table.js';

/** An object of the table, at the position of its number. */
export interface BoundedObject {
  readonly file: PlacedFile;
  readonly partition: number;
  /** Of an object with deletes: all that may be read for it. */
  readonly mostBytes: number | null;
}

interface NumberedLeaf extends BoundedLeaf {
  readonly id: number;
}

interface NumberedBuckets extends BucketedLeaf {
  readonly id: number;
  readonly transform: string;
}

/** Iceberg writes bounds of the first 100 columns; far more are no columns to filter by. */
const mostLeaves = 250;

/** Writes what manifests say about the objects into a relation of the session's memory. */
export async function storeObjectBounds(
  relation: string,
  objects: readonly BoundedObject[],
  metadata: IcebergMetadata,
  leaves: readonly StoredLeaf[],
  session: Session,
): Promise<ObjectBounds> {
  const fields = usedFields(objects, metadata);
  const bounded = boundedLeaves(objects, fields, metadata, leaves);
  const bucketed = bucketedLeaves(fields, metadata, leaves);
  const columns = [
    'object_id INTEGER, partition_id INTEGER, rows BIGINT, most_bytes BIGINT',
    ...bounded.map(
      ({ leaf, boundType }) => `min_${leaf} ${boundType}, max_${leaf} ${boundType}, nulls_${leaf} BIGINT`,
    ),
    ...bucketed.map((_, index) => `bucket_${index} BIGINT`),
  ];
  await session.run(`CREATE TABLE ${relation} (${columns.join(', ')})`);
  const appender = await (await session.connection()).createAppender(relation);
  const appendBounds = bounded.map(({ boundType }) => boundAppender(boundType));
  for (const [position, { file, partition, mostBytes }] of objects.entries()) {
    appender.appendInteger(position);
    appender.appendInteger(partition);
    appender.appendBigInt(BigInt(file.rows));
    appendCount(appender, mostBytes);
    const bounds = fileBounds(file, metadata.schema, metadata.specs.get(file.specId) ?? []);
    for (const [index, { id }] of bounded.entries()) {
      const own = bounds.get(id);
      for (const bound of [own?.minimum ?? null, own?.maximum ?? null]) {
        if (bound === null) appender.appendNull();
        else appendBounds[index]?.(appender, bound);
      }
      appendCount(appender, own?.nulls ?? null);
    }
    for (const bucket of bucketed) appendCount(appender, bucketIn(file, bucket, metadata));
    appender.endRow();
  }
  appender.closeSync();
  return {
    relation,
    leaves: bounded.map(({ leaf, boundType }) => ({ leaf, boundType })),
    buckets: bucketed.map(({ leaf, buckets, icebergType }) => ({ leaf, buckets, icebergType })),
    clustering: null,
    placedBy: placedBy(fields).flatMap((id) => numberOf(id, metadata, leaves) ?? []),
  };
}

function appendCount(appender: DuckDBAppender, count: number | null): void {
  if (count === null) appender.appendNull();
  else appender.appendBigInt(BigInt(count));
}

/** Number of the leaf that a column of Iceberg is; null for keys, which are not stored, and for dropped columns. */
function numberOf(id: number, { schema }: IcebergMetadata, leaves: readonly StoredLeaf[]): number | null {
  const path = schema.leaves.get(id)?.path;
  const number = leaves.findIndex((leaf) => leaf.path === path);
  return number < 0 ? null : number;
}

/** Of every way in which the objects are parted. */
function usedFields(
  objects: readonly BoundedObject[],
  { specs }: IcebergMetadata,
): readonly PartitionField[] {
  const used = new Set(objects.map(({ file }) => file.specId));
  return [...used].flatMap((spec) => specs.get(spec) ?? []);
}

/** Columns by whose ranges of values rows are placed: a whole partition may pass a filter on them. */
function placedBy(fields: readonly PartitionField[]): readonly number[] {
  const inRanges = fields.filter(({ transform }) => rangeTransforms.has(readTransform(transform).kind));
  return [...new Set(inRanges.map(({ sourceId }) => sourceId))];
}

const rangeTransforms: ReadonlySet<Transform['kind']> = new Set<Transform['kind']>([
  'identity',
  'year',
  'month',
  'day',
  'hour',
  'truncate',
]);

function boundedLeaves(
  objects: readonly BoundedObject[],
  fields: readonly PartitionField[],
  metadata: IcebergMetadata,
  leaves: readonly StoredLeaf[],
): readonly NumberedLeaf[] {
  const known = new Set(fields.map(({ sourceId }) => sourceId));
  for (const { file } of objects) {
    for (const id of file.nulls.keys()) known.add(id);
    for (const id of file.lowerBounds.keys()) known.add(id);
  }
  return [...known].slice(0, mostLeaves).flatMap((id) => {
    const leaf = numberOf(id, metadata, leaves);
    const type = metadata.schema.leaves.get(id)?.type;
    if (leaf === null || type === undefined) return [];
    const isInstant = type.kind === 'timestamp' && type.zoned;
    const boundType = isInstant ? 'TIMESTAMP' : (leaves[leaf]?.boundType ?? null);
    return boundType === null ? [] : [{ id, leaf, boundType }];
  });
}

function bucketedLeaves(
  fields: readonly PartitionField[],
  metadata: IcebergMetadata,
  leaves: readonly StoredLeaf[],
): readonly NumberedBuckets[] {
  const found = new Map<string, NumberedBuckets>();
  for (const { sourceId, transform: text } of fields) {
    const transform = readTransform(text);
    const leaf = numberOf(sourceId, metadata, leaves);
    const icebergType = metadata.schema.leaves.get(sourceId)?.icebergType ?? '';
    if (transform.kind !== 'bucket' || leaf === null || !isBucketable(icebergType)) continue;
    found.set(`${sourceId} ${text}`, {
      id: sourceId,
      leaf,
      transform: text,
      icebergType,
      buckets: transform.buckets,
    });
  }
  return [...found.values()];
}

/** Null where the file is not placed by these buckets. */
function bucketIn(
  file: PlacedFile,
  { id, transform }: NumberedBuckets,
  { specs }: IcebergMetadata,
): number | null {
  const field = specs.get(file.specId)?.find((each) => each.sourceId === id && each.transform === transform);
  const value = field === undefined ? null : file.partition[field.name];
  return typeof value === 'bigint' ? Number(value) : null;
}
