import type { StorageFormat } from '../formats/storage-format.js';

/** One file of a table, before its footer is read. */
export interface DataObject {
  /** Relative to the location of the table, `/` between names; empty if the location is the file; or an address. */
  readonly path: string;
  readonly bytes: number;
  /** Position in the partitions of the table. */
  readonly partition: number;
  readonly format: StorageFormat;
  /** Compression of the whole object: `none`, `gzip`, ... Columnar objects compress inside. */
  readonly codec: string;
  /** Of S3, where a listing says it. */
  readonly storageClass?: string;
  /** Why its columns are not looked for, though its format stores them apart. */
  readonly opaqueReason?: string;
  /** True of an object that says which rows of others are deleted. */
  readonly holdsDeletes?: boolean;
  /** True where only a log that is not read says whether it is of the current version of the table. */
  readonly mayBeOutdated?: boolean;
}

/** A file that belongs to no table, and why. */
export interface IgnoredFile {
  readonly path: string;
  readonly reason: string;
}

/** A table as the names of files and folders tell it. */
export interface FoundTable {
  readonly name: string;
  /** Address of its folder, or of its only file. */
  readonly location: string;
  readonly layout: StorageFormat['layout'];
  /** Lower case, in the order of the folders. */
  readonly partitionKeys: readonly string[];
  /** One per partition, one value per key, sorted; one partition without values for a table that has no keys. */
  readonly partitions: readonly (readonly (string | null)[])[];
  /** Sorted by partition, then path. */
  readonly objects: readonly DataObject[];
  /** Positions of partitions whose objects are not known; `all`: the partitions themselves are not known. */
  readonly unlisted?: readonly number[] | 'all';
  readonly ignored: readonly IgnoredFile[];
  /** Each file as a table of its own, where the files lie side by side: what they are if their columns differ. */
  readonly apart: readonly FoundTable[];
  /** Absent where files and folders are all that there is to the table. */
  readonly tableFormat?: TableFormat;
}

export type TableFormat = 'iceberg' | 'delta' | 'hudi';
