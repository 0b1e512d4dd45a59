import type { BoundValue } from '../../formats/footer.js';
import type { PartitionField } from '../../formats/iceberg/iceberg-metadata.js';
import type { IcebergLeaf } from '../../formats/iceberg/iceberg-schema.js';
import { icebergValueOf } from '../../formats/iceberg/iceberg-value.js';
import { namesOf } from '../../sql/leaf-path.js';
import type { Type } from '../../sql/type.js';
import type { IcebergTable, PlacedFile } from './read-iceberg-table.js';

/**
 * A column by whose own values the files of a table are parted: no scan reads it from the files, since the manifest
 * has its value (Trino's `IcebergPageSourceProvider.getPartitionKeys`, read 2025-11-21).
 */
export interface KeyField {
  readonly id: number;
  readonly name: string;
  readonly type: Type;
  /** Its value for a file, as text in the form of its type. */
  readonly valueOf: (file: PlacedFile) => string | null;
}

/** The columns that are such keys for every file of the table. */
export function keyFields({ metadata, files }: IcebergTable): readonly KeyField[] {
  const specs = [...new Set(files.map(({ specId }) => specId))].map((spec) => metadata.specs.get(spec) ?? []);
  const [first = [], ...others] = specs;
  return first.flatMap((field): readonly KeyField[] => {
    const leaf = metadata.schema.leaves.get(field.sourceId);
    const [name, ...below] = leaf === undefined ? [] : namesOf(leaf.path);
    if (leaf === undefined || name === undefined || below.length > 0 || !isIdentity(field)) return [];
    const isEverywhere = others.every((spec) => spec.some((other) => isSameKey(other, field)));
    if (!isEverywhere || !Object.hasOwn(printers, leaf.type.kind)) return [];
    return [{ id: field.sourceId, name, type: leaf.type, valueOf: valueReader(field, leaf, metadata) }];
  });
}

function isIdentity({ transform }: PartitionField): boolean {
  return transform === 'identity';
}

function isSameKey(other: PartitionField, field: PartitionField): boolean {
  return isIdentity(other) && other.sourceId === field.sourceId;
}

function valueReader(
  { sourceId }: PartitionField,
  { icebergType, type }: IcebergLeaf,
  { specs }: IcebergTable['metadata'],
): KeyField['valueOf'] {
  return ({ specId, partition }) => {
    const own = specs.get(specId)?.find((field) => field.sourceId === sourceId && isIdentity(field));
    const value = own === undefined ? null : icebergValueOf(icebergType, partition[own.name] ?? null);
    return value === null ? null : (printers[type.kind]?.(value, type) ?? null);
  };
}

type Print = (value: BoundValue, type: Type) => string | null;

/** Types whose values can be written as the values of partition folders are. */
const printers: Readonly<Partial<Record<Type['kind'], Print>>> = {
  boolean: String,
  integer: String,
  varchar: String,
  date: (days) => (typeof days === 'bigint' ? isoOf(days * 86_400_000_000n).slice(0, 10) : null),
  decimal: (unscaled, type) =>
    typeof unscaled === 'bigint' && type.kind === 'decimal' ? decimalText(unscaled, type.scale) : null,
  timestamp: (micros, type) => {
    if (typeof micros !== 'bigint' || type.kind !== 'timestamp') return null;
    const text = isoOf(micros).replace('T', ' ').replace(/000$/, '');
    return `${text}${type.zoned ? ' UTC' : ''}`;
  },
};

/** `2024-01-31T12:00:00.000000` */
function isoOf(micros: bigint): string {
  const seconds = (micros - (((micros % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n;
  const rest = micros - seconds * 1_000_000n;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, 19)}.${rest.toString().padStart(6, '0')}`;
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${unscaled < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}
