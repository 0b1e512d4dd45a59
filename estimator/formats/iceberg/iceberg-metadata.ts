import * as v from 'valibot';
import { describeIssueAt } from '../../describe-issue.js';
import { type IcebergSchema, readIcebergSchema } from './iceberg-schema.js';

/** What `metadata.json` says about the table as it is now: https://iceberg.apache.org/spec/#table-metadata */
export interface IcebergMetadata {
  readonly formatVersion: number;
  /** Where the table was when this was written; the names of its files begin with it. */
  readonly location: string;
  readonly schema: IcebergSchema;
  /** By number. */
  readonly specs: ReadonlyMap<number, readonly PartitionField[]>;
  /** Null for a table without rows yet. */
  readonly snapshot: IcebergSnapshot | null;
}

export interface PartitionField {
  /** Number of the column that it is made of. */
  readonly sourceId: number;
  /** Name of its value in manifests. */
  readonly name: string;
  /** `identity`, `day`, `bucket[16]`, ... */
  readonly transform: string;
}

export interface IcebergSnapshot {
  /** Name of the manifest list; or, in old tables, of the manifests. */
  readonly manifestList: string | null;
  readonly manifests: readonly string[];
}

const id = v.pipe(v.number(), v.safeInteger());
const partitionFields = v.array(v.object({ 'source-id': id, name: v.string(), transform: v.string() }));

const shape = v.object({
  'format-version': id,
  location: v.string(),
  schema: v.optional(v.unknown()),
  schemas: v.optional(v.array(v.looseObject({ 'schema-id': v.optional(id) }))),
  'current-schema-id': v.optional(id),
  'partition-spec': v.optional(partitionFields),
  'partition-specs': v.optional(v.array(v.object({ 'spec-id': id, fields: partitionFields }))),
  'current-snapshot-id': v.optional(v.nullable(v.bigint())),
  snapshots: v.optional(
    v.array(
      v.object({
        'snapshot-id': v.bigint(),
        'manifest-list': v.optional(v.string()),
        manifests: v.optional(v.array(v.string())),
      }),
    ),
  ),
});

/** Reads `metadata.json`. Throws `RangeError`. */
export function readIcebergMetadata(text: string): IcebergMetadata {
  const parsed = v.safeParse(shape, parseJson(text));
  if (!parsed.success) {
    throw new RangeError(`its Iceberg metadata is not valid: ${describeIssueAt(parsed.issues[0])}`);
  }
  const metadata = parsed.output;
  const current = metadata['current-schema-id'];
  const schema = metadata.schemas?.find((each) => each['schema-id'] === current) ?? metadata.schema;
  const specs = metadata['partition-specs'] ?? [{ 'spec-id': 0, fields: metadata['partition-spec'] ?? [] }];
  return {
    formatVersion: metadata['format-version'],
    location: metadata.location.replace(/\/+$/, ''),
    schema: readIcebergSchema(schema),
    specs: new Map(specs.map((spec) => [spec['spec-id'], spec.fields.map(toPartitionField)])),
    snapshot: currentSnapshot(metadata),
  };
}

/** Numbers of snapshots have 64 bits, more than JSON numbers of JavaScript hold: they are read as texts. */
function parseJson(text: string): unknown {
  const quoted = text.replace(/("(?:current-)?snapshot-id"\s*:\s*)(-?\d+)/g, '$1"$2"');
  try {
    return JSON.parse(quoted, (key: string, value: unknown) =>
      (key === 'snapshot-id' || key === 'current-snapshot-id') &&
      typeof value === 'string' &&
      /^-?\d+$/.test(value)
        ? BigInt(value)
        : value,
    );
  } catch {
    throw new RangeError('its Iceberg metadata is no JSON');
  }
}

function toPartitionField(field: v.InferOutput<typeof partitionFields>[number]): PartitionField {
  return { sourceId: field['source-id'], name: field.name, transform: field.transform };
}

/** -1 or null stand for none. */
function currentSnapshot(metadata: v.InferOutput<typeof shape>): IcebergSnapshot | null {
  const current = metadata['current-snapshot-id'] ?? -1n;
  if (current === -1n) return null;
  const snapshot = metadata.snapshots?.find((each) => each['snapshot-id'] === current);
  if (snapshot === undefined)
    throw new RangeError(`its current snapshot ${current} is not in its Iceberg metadata`);
  return { manifestList: snapshot['manifest-list'] ?? null, manifests: snapshot.manifests ?? [] };
}
