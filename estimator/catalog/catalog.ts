import type { PartitionTransform } from '../sql/ddl.js';
import type { Type } from '../sql/type.js';
import type { Inventory } from './inventory.js';

/** Table definitions and what bytes there are: everything an estimate knows about the data. */
export interface Catalog {
  /** Where it was taken from, for messages. */
  readonly name: string;
  /** By lower-case name. */
  readonly databases: ReadonlyMap<string, Database>;
  /** Ends the connections behind the inventories. */
  close(): void;
}

export interface Database {
  readonly name: string;
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, Table | View>;
}

export interface Column {
  readonly name: string;
  readonly type: Type;
}

export interface Table {
  readonly kind: 'table';
  readonly database: string;
  readonly name: string;
  /** Columns stored in the files, in table order. */
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  /** Names of all columns as `SELECT *` lists them; null where the partition keys come last. */
  readonly columnOrder: readonly string[] | null;
  readonly format: string;
  /** Compression of the files: `none`, `snappy`, `gzip`, `zstd`, `mixed`, ... */
  readonly codec: string;
  /** An absolute path, or a URI; empty where none is known. */
  readonly location: string;
  /** Bytes of all objects that count, null where not all of them are known. */
  readonly storedBytes: number | null;
  readonly inventory: Inventory;
  /** Where partitions are computed from properties, else null. */
  readonly projection: ProjectionProperties | null;
  /** Why no query of it can be estimated, else null. */
  readonly refusal: Refusal | null;
  /** Iceberg's partitioning by columns; empty for other tables. */
  readonly partitionTransforms: readonly PartitionTransform[];
}

/** An error for each query that names the table. */
export interface Refusal {
  readonly code: 'unsupported_table' | 'duplicate_table';
  readonly detail: string;
}

/** Partition projection as its table declares it; whether it is sound shows when the table is read. */
export interface ProjectionProperties {
  /** `projection.*`, names in lower case. */
  readonly properties: Readonly<Record<string, string>>;
  /** Address of the folder above all partitions. */
  readonly root: string;
  /** Of the folder of a partition below the root, with `${key}` for a value; null: `key=value` folders. */
  readonly template: string | null;
}

export interface View {
  readonly kind: 'view';
  readonly database: string;
  readonly name: string;
  /** Its columns' names where it gives them itself, else none. */
  readonly columns: readonly string[];
  /** The SELECT that it stands for. */
  readonly sql: string;
  /** Database in which unqualified names of the SELECT are looked up. */
  readonly definedIn: string;
}
