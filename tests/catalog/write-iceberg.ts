import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Schema, streams } from 'avsc';

/** A line of a manifest, with what most lines leave out. */
export interface ManifestLine {
  readonly content?: 0 | 1 | 2;
  readonly path: string;
  readonly format?: string;
  readonly sequence?: number;
  readonly kind?: string | null;
  readonly rows?: number;
  readonly bytes: number;
  readonly equalityIds?: readonly number[];
  readonly lowerBounds?: Readonly<Record<number, Buffer>>;
  readonly upperBounds?: Readonly<Record<number, Buffer>>;
  /** Whether a later snapshot took it out. */
  readonly isDeleted?: boolean;
}

/** Files that are written in one manifest; `isPartitioned` by the column `kind`. */
export interface WrittenManifest {
  readonly isPartitioned: boolean;
  readonly lines: readonly ManifestLine[];
}

const optional = (type: Schema): Schema => ['null', type] as Schema;
const pairs = (key: string, value: string): Schema =>
  optional({
    type: 'array',
    items: {
      type: 'record',
      name: `${key}_${value}`,
      fields: [
        { name: 'key', type: 'int' },
        { name: 'value', type: value },
      ],
    },
  });

function manifestSchema(isPartitioned: boolean): Schema {
  const fields = isPartitioned ? [{ name: 'kind', type: optional('string') }] : [];
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      { name: 'status', type: 'int' },
      { name: 'sequence_number', type: optional('long') },
      {
        name: 'data_file',
        type: {
          type: 'record',
          name: 'r2',
          fields: [
            { name: 'content', type: 'int' },
            { name: 'file_path', type: 'string' },
            { name: 'file_format', type: 'string' },
            { name: 'partition', type: { type: 'record', name: 'r102', fields } },
            { name: 'record_count', type: 'long' },
            { name: 'file_size_in_bytes', type: 'long' },
            { name: 'lower_bounds', type: pairs('lower', 'bytes') },
            { name: 'upper_bounds', type: pairs('upper', 'bytes') },
            { name: 'equality_ids', type: optional({ type: 'array', items: 'int' }) },
          ],
        },
      },
    ],
  };
}

const listSchema: Schema = {
  type: 'record',
  name: 'manifest_file',
  fields: [
    { name: 'manifest_path', type: 'string' },
    { name: 'partition_spec_id', type: 'int' },
    { name: 'sequence_number', type: 'long' },
  ],
};

/** Writes an Iceberg table of format 2, as if it had been copied from `s3://bucket/table`. */
export async function writeIceberg(
  folder: string,
  manifests: readonly WrittenManifest[],
  codec: 'null' | 'deflate' = 'deflate',
): Promise<void> {
  mkdirSync(join(folder, 'metadata'), { recursive: true });
  const list: object[] = [];
  for (const [index, { isPartitioned, lines }] of manifests.entries()) {
    const name = `m${index}.avro`;
    await writeAvro(
      join(folder, 'metadata', name),
      manifestSchema(isPartitioned),
      lines.map((line) => entryOf(line, isPartitioned)),
      codec,
    );
    list.push({
      manifest_path: `s3://bucket/table/metadata/${name}`,
      partition_spec_id: isPartitioned ? 1 : 0,
      sequence_number: 1,
    });
  }
  await writeAvro(join(folder, 'metadata/list.avro'), listSchema, list, codec);
  writeFileSync(join(folder, 'metadata/v1.metadata.json'), metadata);
}

function entryOf(line: ManifestLine, isPartitioned: boolean): object {
  const bounds = (values: Readonly<Record<number, Buffer>> | undefined): object[] | null =>
    values === undefined ? null : Object.entries(values).map(([key, value]) => ({ key: Number(key), value }));
  return {
    status: line.isDeleted ? 2 : 1,
    sequence_number: line.sequence ?? null,
    data_file: {
      content: line.content ?? 0,
      file_path: `s3://bucket/table/${line.path}`,
      file_format: line.format ?? 'PARQUET',
      partition: isPartitioned ? { kind: line.kind ?? null } : {},
      record_count: line.rows ?? 10,
      file_size_in_bytes: line.bytes,
      lower_bounds: bounds(line.lowerBounds),
      upper_bounds: bounds(line.upperBounds),
      equality_ids: line.equalityIds ?? null,
    },
  };
}

async function writeAvro(
  file: string,
  schema: Schema,
  records: readonly object[],
  codec: string,
): Promise<void> {
  const encoder = new streams.BlockEncoder(schema, { codec });
  for (const record of records) encoder.write(record);
  encoder.end();
  await pipeline(encoder, createWriteStream(file));
}

const metadata = `{
  "format-version": 2,
  "location": "s3://bucket/table",
  "current-schema-id": 0,
  "schemas": [{"type": "struct", "schema-id": 0, "fields": [
    {"id": 1, "name": "id", "required": false, "type": "long"},
    {"id": 2, "name": "kind", "required": false, "type": "string"}
  ]}],
  "partition-specs": [
    {"spec-id": 0, "fields": []},
    {"spec-id": 1, "fields": [{"source-id": 2, "field-id": 1000, "name": "kind", "transform": "identity"}]}
  ],
  "current-snapshot-id": 9007199254740993,
  "snapshots": [{"snapshot-id": 9007199254740993, "manifest-list": "s3://bucket/table/metadata/list.avro"}]
}
`;
