import type { BoundValue } from '../footer.js';
import type { PartitionField } from './iceberg-metadata.js';
import type { IcebergLeaf, IcebergSchema } from './iceberg-schema.js';
import { icebergBoundOf } from './iceberg-value.js';
import type { ManifestFile } from './read-manifest.js';
import { readTransform, sourceRange } from './transform-range.js';

/** What the manifest says about the values of one column in one file. */
export interface FileBounds {
  readonly minimum: BoundValue | null;
  readonly maximum: BoundValue | null;
  /** Null: not known. All rows of the file where no row has a value. */
  readonly nulls: number | null;
}

/** By number of the column: what its bounds and the values of its partition say together. */
export function fileBounds(
  file: ManifestFile,
  schema: IcebergSchema,
  spec: readonly PartitionField[],
): ReadonlyMap<number, FileBounds> {
  const bounds = new Map<number, FileBounds>();
  if (file.content === 'data') {
    for (const [id, leaf] of schema.leaves) {
      const own = ownBounds(file, id, leaf);
      if (own !== null) bounds.set(id, own);
    }
  }
  for (const field of spec) {
    const leaf = schema.leaves.get(field.sourceId);
    const ofPartition = leaf === undefined ? null : partitionBounds(file, field, leaf);
    if (ofPartition === null) continue;
    const own = bounds.get(field.sourceId);
    bounds.set(field.sourceId, own === undefined ? ofPartition : narrower(own, ofPartition));
  }
  return bounds;
}

function ownBounds(file: ManifestFile, id: number, { icebergType }: IcebergLeaf): FileBounds | null {
  const nulls = file.nulls.get(id) ?? null;
  const values = file.values.get(id);
  const isOnlyNulls = nulls !== null && nulls === (values ?? file.rows);
  const low = file.lowerBounds.get(id);
  const high = file.upperBounds.get(id);
  const hasNotNumbers = (file.notNumbers.get(id) ?? 0) > 0;
  const minimum = low === undefined || hasNotNumbers ? null : icebergBoundOf(icebergType, low);
  const maximum = high === undefined || hasNotNumbers ? null : icebergBoundOf(icebergType, high);
  if (nulls === null && minimum === null && maximum === null) return null;
  return { minimum, maximum, nulls: isOnlyNulls ? file.rows : nulls };
}

/** A partition of NULL holds only rows whose source is NULL, except where the transform forgets every value. */
function partitionBounds(
  file: ManifestFile,
  { name, transform: text }: PartitionField,
  { icebergType }: IcebergLeaf,
): FileBounds | null {
  const transform = readTransform(text);
  const value = file.partition[name];
  if (value === undefined || transform.kind === 'void' || transform.kind === 'unknown') return null;
  if (value === null) return { minimum: null, maximum: null, nulls: file.rows };
  return { ...sourceRange(transform, icebergType, value), nulls: 0 };
}

function narrower(own: FileBounds, other: FileBounds): FileBounds {
  return {
    minimum: pick(own.minimum, other.minimum, (left, right) => left > right),
    maximum: pick(own.maximum, other.maximum, (left, right) => left < right),
    nulls: other.nulls,
  };
}

function pick(
  own: BoundValue | null,
  other: BoundValue | null,
  isNarrower: (left: BoundValue, right: BoundValue) => boolean,
): BoundValue | null {
  if (own === null || other === null) return own ?? other;
  return typeof own !== typeof other || isNarrower(own, other) ? own : other;
}
