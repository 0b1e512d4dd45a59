import type { Table } from '../estimator/catalog/catalog.js';
import { metadataFormat } from '../estimator/catalog/metadata-table.js';
import { DryRunError } from '../estimator/errors.js';
import type { ScanReport } from '../estimator/report.js';
import type { PlaygroundContext } from './context.js';
import { ownDatabase } from './own-data/own-database.js';

/** What is known of the tables of a query. */
export type KnownTables = Pick<PlaygroundContext, 'catalog' | 'engineTables' | 'engineTableOf'>;

/** Throws `no_rows` for the first table that is scanned and has no rows here: its sizes are known, or its columns only. */
export function requireRows(scans: readonly ScanReport[], known: KnownTables): void {
  for (const scan of scans) {
    if (scan.format === metadataFormat) {
      const why = 'Athena makes its rows from its own catalog. The Catalog page shows what is in this one';
      throw new DryRunError('no_rows', { name: `${scan.database}.${scan.table}`, why });
    }
    const table = known.catalog.databases.get(scan.database)?.tables.get(scan.table);
    if (table?.kind !== 'table' || hasRows(table, known)) continue;
    throw new DryRunError('no_rows', { name: `${table.database}.${table.name}`, why: whyNone(table) });
  }
}

/**
 * The error of an engine that lacks a table which the estimate found: it is a view, or an earlier statement would
 * make it. Others stay as they are.
 */
export function explainMissingTable(error: DryRunError, { catalog }: KnownTables): DryRunError {
  const { code, data } = error;
  if ((code !== 'unknown_table' && code !== 'unknown_database') || !('name' in data)) return error;
  const isView = [...catalog.databases.values()].some(({ tables }) => tables.get(data.name)?.kind === 'view');
  const why = isView
    ? 'it is a view. Run its query instead'
    : 'a statement that would make it writes nothing here';
  return new DryRunError('no_rows', { name: data.name, why }, error.span);
}

function hasRows(table: Table, { engineTables, engineTableOf }: KnownTables): boolean {
  const isServed = engineTables.some((one) => one.database === table.database && one.table === table.name);
  return isServed || engineTableOf(table) !== null;
}

const readFormats: readonly string[] = ['parquet', 'csv', 'json'];

function whyNone({ database, format }: Table): string {
  if (database === ownDatabase) return 'it was declared, not uploaded. Upload a sample of it to run queries';
  if (readFormats.includes(format)) return 'the catalog knows its objects, not what is in them';
  return `its files are ${format.toUpperCase()}, which the engine here does not read`;
}
