import type { Clustering, PartitionTransform } from '../../sql/ddl.js';
import type { Properties } from '../../sql/statement.js';
import type { Column, Refusal, View } from '../catalog.js';
import type { DeclaredStorage } from './declared-storage.js';

/** What a text of definitions (DDL, Glue JSON) says there is; no byte of data has been looked at. */
export interface DeclaredCatalog {
  /** Lower case, in the order of their first mention; one may have no table. */
  readonly databases: readonly string[];
  readonly tables: readonly DeclaredTable[];
  readonly views: readonly View[];
}

export interface DeclaredTable {
  /** Lower case. */
  readonly database: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  /** Iceberg's partitioning by columns. */
  readonly partitionTransforms: readonly PartitionTransform[];
  /** CLUSTERED BY, null without it. */
  readonly clustering: Clustering | null;
  readonly storage: DeclaredStorage;
  /** An address (`object-address.ts`), null where none is said. */
  readonly location: string | null;
  /** That relative locations start from. */
  readonly folder: string;
  readonly partitions: readonly DeclaredPartition[];
  /** Whether `key=value` folders below the location are partitions too. */
  readonly foldersAre: 'partitions' | 'partitions_unless_registered' | 'no_partitions';
  /** Names in lower case. */
  readonly properties: Properties;
  /** Why it cannot be used, whatever its storage is; else null. */
  readonly refusal: Refusal | null;
}

export interface DeclaredPartition {
  /** One per partition key, as written; null is the partition of NULLs. */
  readonly values: readonly (string | null)[];
  /** An address. */
  readonly location: string;
  /** Null: as its table. */
  readonly storage: DeclaredStorage | null;
}
