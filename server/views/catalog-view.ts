import type { Catalog, Column, Database, Table, View } from '../../estimator/catalog/catalog.js';
import { countOf } from '../../estimator/count-of.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import { formatType } from '../../estimator/sql/format-type.js';

/** What the catalog holds: the data of the page and of its JSON twin. */
export interface CatalogView {
  readonly name: string;
  readonly databases: readonly DatabaseView[];
}

export interface DatabaseView {
  readonly name: string;
  readonly tables: readonly TableView[];
}

export interface TableView {
  readonly kind: 'table' | 'view';
  readonly name: string;
  readonly layout: string;
  readonly stored: string;
  readonly storedBytes: number | null;
  /** Null where the partitions are not known. */
  readonly partitions: string | null;
  readonly columns: readonly ColumnText[];
  readonly partitionKeys: readonly ColumnText[];
}

export interface ColumnText {
  readonly name: string;
  readonly type: string;
}

export async function catalogView(catalog: Catalog): Promise<CatalogView> {
  const databases = [...catalog.databases.values()];
  return { name: catalog.name, databases: await Promise.all(databases.map(databaseView)) };
}

async function databaseView(database: Database): Promise<DatabaseView> {
  const tables = [...database.tables.values()];
  return {
    name: database.name,
    tables: await Promise.all(
      tables.map((table) => (table.kind === 'table' ? tableView(table) : viewView(table))),
    ),
  };
}

async function tableView(table: Table): Promise<TableView> {
  const partitionKeys = table.partitionKeys.map(columnText);
  const partitions = partitionKeys.length === 0 ? null : await table.inventory.partitions();
  return {
    kind: 'table',
    name: table.name,
    layout: layoutText({ ...table, partitionKeys: table.partitionKeys.map(({ name }) => name) }),
    stored: table.storedBytes === null ? 'not known' : formatBytes(table.storedBytes),
    storedBytes: table.storedBytes,
    partitions: partitions === null ? null : countOf(partitions.length, 'partition'),
    columns: table.columns.map(columnText),
    partitionKeys,
  };
}

function viewView(view: View): TableView {
  return {
    kind: 'view',
    name: view.name,
    layout: 'a view: priced as the tables it reads',
    stored: 'nothing',
    storedBytes: 0,
    partitions: null,
    columns: [],
    partitionKeys: [],
  };
}

function columnText({ name, type }: Column): ColumnText {
  return { name, type: formatType(type) };
}
