import type { Catalog, Table, View } from '../../estimator/catalog/catalog.js';
import type { EngineTable } from '../engine/engine-table.js';

/** A table or view that a visitor brought. */
export interface OwnTable {
  readonly name: string;
  readonly table: Table | View;
  /** What it was made from, for people: the name of a file as it was sent, or "DDL". */
  readonly origin: string;
  /** Null where no rows are here. */
  readonly engineTable: EngineTable | null;
  readonly rows: number | null;
  /** Hive types that its owner gave to columns. */
  readonly types: Readonly<Record<string, string>>;
  /** Whether its types are a guess from text, which its owner may correct. */
  readonly isCorrectable: boolean;
  /** Holds its files; tables of one DDL text share one. */
  readonly folder: string;
  /** Bytes that were sent for it. */
  readonly bytes: number;
  /** That its inventory belongs to. */
  readonly catalog: Catalog;
}
