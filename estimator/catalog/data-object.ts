import type { StorageFormat } from '../formats/storage-format.js';

/** One file of a table, before its footer is read. */
export interface DataObject {
  /** Relative to the location of the table, `/` between names; empty if the location is the file. */
  readonly path: string;
  readonly bytes: number;
  /** Position in the partitions of the table. */
  readonly partition: number;
  readonly codec: string;
}

/** A table as the names of files and folders tell it. */
export interface FoundTable {
  readonly name: string;
  /** Absolute path of its folder, or of its only file. */
  readonly location: string;
  readonly format: StorageFormat;
  /** Lower case, in the order of the folders. */
  readonly partitionKeys: readonly string[];
  /** One per partition, one value per key; one partition without values for a table that has no keys. */
  readonly partitions: readonly (readonly (string | null)[])[];
  readonly objects: readonly DataObject[];
}
