import type { Type } from '../sql/type.js';
import type { Catalog, Column, Table } from './catalog.js';
import { unknownTable } from './unknown-table.js';

/** The format of tables that Athena answers from the data catalog, or from a table's own metadata, not from its data. */
export const metadataFormat = 'metadata';

/**
 * `information_schema.tables`, and `"orders$partitions"` and its kin beside a table of the catalog; null for any other
 * name. Names are in lower case.
 */
export function metadataTable(database: string, name: string, catalog: Catalog): Table | null {
  if (database === schemaName) {
    const columns = Object.hasOwn(schemaTables, name) ? schemaTables[name] : undefined;
    return columns === undefined ? null : described(database, name, columns.map(textColumn));
  }
  const [, owner = '', kind = ''] = /^(.+)\$([a-z_]+)$/.exec(name) ?? [];
  const table = catalog.databases.get(database)?.tables.get(owner);
  if (table?.kind !== 'table') return null;
  if (kind === 'partitions' && table.partitionKeys.length > 0 && table.partitionTransforms.length === 0) {
    return { ...described(database, name, table.partitionKeys), inventory: table.inventory };
  }
  const columns = Object.hasOwn(icebergTables, kind) ? icebergTables[kind] : undefined;
  return columns === undefined ? null : described(database, name, columns.map(anyColumn));
}

function described(database: string, name: string, columns: readonly Column[]): Table {
  return unknownTable({ database, name, columns, partitionKeys: [], format: metadataFormat });
}

const schemaName = 'information_schema';

/** The parts of Trino's `information_schema` that Athena's page names (Querying the AWS Glue Data Catalog). */
const schemaTables: Readonly<Record<string, readonly string[]>> = {
  schemata: ['catalog_name', 'schema_name'],
  tables: ['table_catalog', 'table_schema', 'table_name', 'table_type'],
  columns: [
    ...['table_catalog', 'table_schema', 'table_name', 'column_name', 'ordinal_position', 'column_default'],
    ...['is_nullable', 'data_type', 'comment', 'extra_info'],
  ],
  views: ['table_catalog', 'table_schema', 'table_name', 'view_definition'],
};

const bigint: Type = { kind: 'integer', bits: 64 };
const text: Type = { kind: 'varchar', length: null };

function textColumn(name: string): Column {
  return { name, type: name === 'ordinal_position' ? bigint : text };
}

function anyColumn(name: string): Column {
  return { name, type: { kind: 'other', text: 'metadata' } };
}

/**
 * Those of Athena's page (Querying Iceberg table metadata, read 2026-11-25), with the columns of Trino's connector.
 * Whether a table is one of Iceberg is not known for all of a catalog.
 */
const icebergTables: Readonly<Record<string, readonly string[]>> = {
  partitions: ['partition', 'record_count', 'file_count', 'total_size', 'data'],
  history: ['made_current_at', 'snapshot_id', 'parent_id', 'is_current_ancestor'],
  snapshots: ['committed_at', 'snapshot_id', 'parent_id', 'operation', 'manifest_list', 'summary'],
  refs: [
    ...['name', 'type', 'snapshot_id', 'max_reference_age_in_ms', 'min_snapshots_to_keep'],
    'max_snapshot_age_in_ms',
  ],
  manifests: [
    ...['path', 'length', 'partition_spec_id', 'added_snapshot_id', 'added_data_files_count'],
    ...['added_rows_count', 'existing_data_files_count', 'existing_rows_count'],
    ...['deleted_data_files_count', 'deleted_rows_count', 'partitions', 'partition_summaries'],
  ],
  files: [
    ...['content', 'file_path', 'record_count', 'file_format', 'file_size_in_bytes', 'column_sizes'],
    ...['value_counts', 'null_value_counts', 'nan_value_counts', 'lower_bounds', 'upper_bounds'],
    ...['key_metadata', 'split_offsets', 'equality_ids', 'spec_id', 'partition', 'sort_order_id'],
    'readable_metrics',
  ],
};
