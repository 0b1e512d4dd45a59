import { existsSync } from 'node:fs';
import type { IcebergMetadata } from '../../formats/iceberg/iceberg-metadata.js';
import type { IcebergSchema } from '../../formats/iceberg/iceberg-schema.js';
import { storageFormats } from '../../formats/registry.js';
import { type NameOfLeaf, withTableNames } from '../../formats/rename-footer.js';
import { comparePartitions } from '../compare-partitions.js';
import type { DataObject, FoundTable } from '../data-object.js';
import type { Session } from '../duckdb-session.js';
import { pathBelow } from '../object-address.js';
import { storeTable } from '../store-table.js';
import type { TakenTable } from '../taken-table.js';
import { applyingDeletes } from './applying-deletes.js';
import { type KeyField, keyFields } from './key-fields.js';
import { type PlacedFile, readIcebergTable } from './read-iceberg-table.js';
import { type BoundedObject, storeObjectBounds } from './store-object-bounds.js';

/** Takes an Iceberg table as its current snapshot is. Throws `unreadable_file`. */
export async function takeIcebergTable(
  { name, location }: Pick<FoundTable, 'name' | 'location'>,
  session: Session,
): Promise<TakenTable> {
  const table = readIcebergTable(location);
  const { metadata } = table;
  const rows = table.files.filter(({ content }) => content === 'data');
  const keys = keyFields({ metadata, files: rows });
  const partitions = partitionsOf(rows, keys);
  const objects = [
    ...rows.map((file) => ({ file, partition: partitions.of(file), mostBytes: null })),
    ...deleteObjects(table.files, metadata, partitions.of),
  ].sort((left, right) => left.partition - right.partition);
  const found: FoundTable = {
    name,
    location,
    layout: 'columnar',
    partitionKeys: keys.map((key) => key.name),
    partitions: partitions.values,
    objects: objects.map((object) => toDataObject(object, location, metadata.schema)),
    ignored: [],
    apart: [],
  };
  const schema = { columns: metadata.schema.columns, unreadable: new Map(), codec: null };
  const taken = await storeTable(found, schema, session);
  const relation = `${taken.relations.objects}_bounds`;
  const { leaves } = taken.relations;
  return {
    ...taken,
    format: rows.length === 0 ? storageFormats.parquet.name : taken.format,
    partitionKeys: keys.map((key) => ({ name: key.name, type: key.type })),
    columnOrder: keys.length === 0 ? null : metadata.schema.columns.map((column) => column.name),
    relations: {
      ...taken.relations,
      objectBounds: await storeObjectBounds(relation, objects, metadata, leaves, session),
    },
  };
}

interface Partitions {
  readonly values: readonly (readonly (string | null)[])[];
  readonly of: (file: PlacedFile) => number;
}

function partitionsOf(files: readonly PlacedFile[], keys: readonly KeyField[]): Partitions {
  const valuesOf = (file: PlacedFile): readonly (string | null)[] => keys.map((key) => key.valueOf(file));
  const byIdentity = new Map(files.map(valuesOf).map((values) => [JSON.stringify(values), values]));
  const values = keys.length === 0 ? [[]] : [...byIdentity.values()].sort(comparePartitions);
  const positions = new Map(values.map((each, position) => [JSON.stringify(each), position]));
  return { values, of: (file) => positions.get(JSON.stringify(valuesOf(file))) ?? 0 };
}

/** One for each partition in which a file of deletes is about rows: it is read once, or with each file of rows. */
function deleteObjects(
  files: readonly PlacedFile[],
  { specs }: IcebergMetadata,
  partitionOf: (file: PlacedFile) => number,
): readonly BoundedObject[] {
  const isUnpartitioned = (specId: number): boolean =>
    (specs.get(specId) ?? []).every(({ transform }) => transform === 'void');
  return applyingDeletes(files, isUnpartitioned).flatMap(({ deletes, rows }) => {
    const mostBytes = new Map<number, number>();
    for (const file of rows) {
      const partition = partitionOf(file);
      const bytes = deletes.bytes + equalityBytes(deletes, file);
      mostBytes.set(partition, (mostBytes.get(partition) ?? 0) + bytes);
    }
    return [...mostBytes].map(([partition, bytes]) => ({ file: deletes, partition, mostBytes: bytes }));
  });
}

/** Columns of the rows that are read to compare them with the deleted values. */
function equalityBytes({ equalityIds }: PlacedFile, rows: PlacedFile): number {
  const sizes = equalityIds.map((id) => rows.columnBytes.get(id) ?? rows.bytes);
  return Math.min(
    rows.bytes,
    sizes.reduce((sum, bytes) => sum + bytes, 0),
  );
}

function toDataObject(
  { file, partition }: BoundedObject,
  location: string,
  schema: IcebergSchema,
): DataObject {
  const format =
    Object.values(storageFormats).find(({ name }) => name === file.format) ?? storageFormats.parquet;
  const place = {
    path: pathBelow(location, file.address) ?? file.address,
    bytes: file.bytes,
    partition,
    codec: 'none',
    format: withTableNames(format, nameById(schema)),
  };
  if (file.content !== 'data') return { ...place, holdsDeletes: true };
  if (existsSync(file.address)) return place;
  return { ...place, opaqueReason: `${file.path} is not here; only its size is known.` };
}

/** Files know columns by their numbers; those of other writers have none, and are known by their names. */
function nameById({ leaves, structs }: IcebergSchema): NameOfLeaf {
  return (path, leaf, { fieldIds }) => {
    const id = fieldIds[leaf] ?? null;
    return id === null ? path : (leaves.get(id)?.path ?? structs.get(id) ?? null);
  };
}
