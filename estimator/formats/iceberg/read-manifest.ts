import * as v from 'valibot';
import { describeIssueAt } from '../../describe-issue.js';
import { type AvroValue, readAvroRecords } from '../avro/read-avro-records.js';

/** A line of a manifest list: https://iceberg.apache.org/spec/#manifest-lists */
export interface Manifest {
  readonly path: string;
  readonly specId: number;
  readonly sequence: bigint;
}

/** A file of the table, as a manifest lists it: https://iceberg.apache.org/spec/#manifests */
export interface ManifestFile {
  readonly content: 'data' | 'position_deletes' | 'equality_deletes';
  readonly path: string;
  /** Lower case: `parquet`, `orc`, `avro`, `puffin`. */
  readonly format: string;
  readonly specId: number;
  /** Deletes apply to data that is older. */
  readonly sequence: bigint;
  /** By name of the partition field. */
  readonly partition: Readonly<Record<string, AvroValue>>;
  readonly rows: number;
  readonly bytes: number;
  readonly columnBytes: ReadonlyMap<number, number>;
  readonly values: ReadonlyMap<number, number>;
  readonly nulls: ReadonlyMap<number, number>;
  readonly notNumbers: ReadonlyMap<number, number>;
  readonly lowerBounds: ReadonlyMap<number, Uint8Array>;
  readonly upperBounds: ReadonlyMap<number, Uint8Array>;
  /** Columns by which rows are deleted. */
  readonly equalityIds: readonly number[];
  /** The only data file that a file of deletes is about, where it says so. */
  readonly referencedFile: string | null;
}

const long = v.pipe(v.bigint(), v.transform(Number), v.safeInteger());
const length = v.pipe(long, v.minValue(0));
const bytes = v.instance(Uint8Array);

const manifestLine = v.object({
  manifest_path: v.string(),
  partition_spec_id: v.optional(long, 0n),
  sequence_number: v.optional(v.bigint(), 0n),
});

/** Maps are arrays of pairs, since their keys are numbers. */
const counts = v.optional(v.nullable(v.array(v.object({ key: long, value: length }))));
const bounds = v.optional(v.nullable(v.array(v.object({ key: long, value: bytes }))));

const statuses = { deleted: 2n } as const;
const contents = ['data', 'position_deletes', 'equality_deletes'] as const;

const entry = v.object({
  status: v.bigint(),
  sequence_number: v.optional(v.nullable(v.bigint())),
  data_file: v.object({
    content: v.optional(v.pipe(long, v.picklist([0, 1, 2])), 0n),
    file_path: v.string(),
    file_format: v.string(),
    partition: v.record(
      v.string(),
      v.custom<AvroValue>(() => true),
    ),
    record_count: length,
    file_size_in_bytes: length,
    column_sizes: counts,
    value_counts: counts,
    null_value_counts: counts,
    nan_value_counts: counts,
    lower_bounds: bounds,
    upper_bounds: bounds,
    equality_ids: v.optional(v.nullable(v.array(long))),
    referenced_data_file: v.optional(v.nullable(v.string())),
    content_size_in_bytes: v.optional(v.nullable(length)),
  }),
});

/** Reads a manifest list. Throws `RangeError`. */
export function readManifestList(file: Uint8Array): readonly Manifest[] {
  return readAvroRecords(file).records.map((record) => {
    const line = parse(manifestLine, record, 'manifest list');
    return { path: line.manifest_path, specId: line.partition_spec_id, sequence: line.sequence_number };
  });
}

/** Reads the files of a manifest that are in the table still. Throws `RangeError`. */
export function readManifest(file: Uint8Array, manifest: Manifest): readonly ManifestFile[] {
  return readAvroRecords(file).records.flatMap((record) => {
    const { status, sequence_number: sequence, data_file: data } = parse(entry, record, 'manifest');
    return status === statuses.deleted ? [] : [toFile(data, sequence ?? manifest.sequence, manifest.specId)];
  });
}

function toFile(
  data: v.InferOutput<typeof entry>['data_file'],
  sequence: bigint,
  specId: number,
): ManifestFile {
  return {
    content: contents[data.content],
    path: data.file_path,
    format: data.file_format.toLowerCase(),
    specId,
    sequence,
    partition: data.partition,
    rows: data.record_count,
    bytes: data.content_size_in_bytes ?? data.file_size_in_bytes,
    columnBytes: toMap(data.column_sizes),
    values: toMap(data.value_counts),
    nulls: toMap(data.null_value_counts),
    notNumbers: toMap(data.nan_value_counts),
    lowerBounds: toMap(data.lower_bounds),
    upperBounds: toMap(data.upper_bounds),
    equalityIds: data.equality_ids ?? [],
    referencedFile: data.referenced_data_file ?? null,
  };
}

function toMap<Value>(
  pairs: readonly { readonly key: number; readonly value: Value }[] | null | undefined,
): ReadonlyMap<number, Value> {
  return new Map((pairs ?? []).map(({ key, value }) => [key, value]));
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  record: AvroValue,
  what: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, record);
  if (parsed.success) return parsed.output;
  throw new RangeError(`its Iceberg ${what} is not valid: ${describeIssueAt(parsed.issues[0])}`);
}
