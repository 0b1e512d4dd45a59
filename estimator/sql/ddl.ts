import type { Properties, QualifiedName } from './statement.js';
import type { Type } from './type.js';

/** What a CREATE TABLE says. */
export interface TableDefinition {
  readonly name: QualifiedName;
  readonly external: boolean;
  readonly ifNotExists: boolean;
  /** Columns in the files, without partition keys. */
  readonly columns: readonly ColumnDefinition[];
  /** Hive partition keys, in order. */
  readonly partitionKeys: readonly ColumnDefinition[];
  /** Iceberg's partitioning by columns of the table. */
  readonly partitionTransforms: readonly PartitionTransform[];
  readonly clusteredBy: Clustering | null;
  readonly storage: StorageDefinition;
  readonly location: string | null;
  readonly properties: Properties;
  readonly comment: string | null;
}

export interface ColumnDefinition {
  /** Lower case: names of columns are in Hive. */
  readonly name: string;
  readonly type: Type;
  readonly comment: string | null;
}

/** `category` is identity; `bucket(16, id)`, `truncate(4, name)`, `year|month|day|hour(time)`. */
export interface PartitionTransform {
  readonly transform: string;
  readonly column: string;
  readonly argument: number | null;
}

export interface Clustering {
  readonly columns: readonly string[];
  readonly buckets: number;
}

export interface StorageDefinition {
  /** The word after STORED AS, lower case. */
  readonly storedAs: string | null;
  readonly inputFormat: string | null;
  readonly outputFormat: string | null;
  /** Class after ROW FORMAT SERDE. */
  readonly serde: string | null;
  readonly serdeProperties: Properties;
  /** ROW FORMAT DELIMITED and what it says, null without it. */
  readonly delimited: Delimited | null;
}

export interface Delimited {
  readonly fields: string | null;
  readonly escape: string | null;
  readonly collectionItems: string | null;
  readonly mapKeys: string | null;
  readonly lines: string | null;
  readonly nullText: string | null;
}

/** What an ALTER TABLE changes. */
export type TableChange =
  | {
      readonly kind: 'add_partitions';
      readonly ifNotExists: boolean;
      readonly partitions: readonly PartitionDefinition[];
    }
  | {
      readonly kind: 'drop_partitions';
      readonly ifExists: boolean;
      readonly partitions: readonly PartitionValues[];
    }
  | { readonly kind: 'rename_partition'; readonly from: PartitionValues; readonly to: PartitionValues }
  | { readonly kind: 'add_columns' | 'replace_columns'; readonly columns: readonly ColumnDefinition[] }
  | { readonly kind: 'change_column'; readonly column: string; readonly to: ColumnDefinition }
  | { readonly kind: 'drop_column'; readonly column: string }
  | { readonly kind: 'set_location'; readonly partition: PartitionValues | null; readonly location: string }
  | { readonly kind: 'set_properties'; readonly properties: Properties }
  | { readonly kind: 'unset_properties'; readonly names: readonly string[] };

/** Values as written, without quotes, by lower-case key. */
export type PartitionValues = ReadonlyMap<string, string>;

export interface PartitionDefinition {
  readonly values: PartitionValues;
  readonly location: string | null;
}
