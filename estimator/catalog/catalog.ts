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
  readonly format: string;
  /** Compression of the files: `none`, `snappy`, `gzip`, `zstd`, `mixed`, ... */
  readonly codec: string;
  readonly location: string;
  /** Bytes of all objects that count, null where no object is known. */
  readonly storedBytes: number | null;
  readonly inventory: Inventory;
}

export interface View {
  readonly kind: 'view';
  readonly database: string;
  readonly name: string;
  /** The SELECT that it stands for. */
  readonly sql: string;
}
