import type { Catalog, Column, Table, View } from './catalog/catalog.js';
import { readDdlCatalog } from './catalog/declared/read-ddl-catalog.js';
import { unknownTable } from './catalog/unknown-table.js';
import { DryRunError } from './errors.js';
import type { EstimatedStatement } from './estimated-statement.js';
import { columnsOfOutputs } from './optimize/columns-of-outputs.js';
import { partitionColumns } from './partition-columns.js';
import type { CreateTableAsStatement, CreateViewStatement, Statement } from './sql/statement.js';

/**
 * The table or view that a statement makes for those after it; null where it makes none. Of a table the bytes are not
 * known, and one that the catalog has already stays what it is: a script may be estimated on its own results.
 */
export function madeBy(
  statement: Statement,
  { report, queries }: EstimatedStatement,
  text: string,
  context: { readonly catalog: Catalog; readonly database: string },
): Table | View | null {
  if (report.errors.length > 0) return null;
  const database = context.database.toLowerCase();
  if (statement.kind === 'create_view') return viewOf(statement, database);
  const made = tableMadeBy(statement, queries, text, database);
  const isThere =
    made !== null && (context.catalog.databases.get(made.database)?.tables.has(made.name) ?? false);
  return isThere ? null : made;
}

function tableMadeBy(
  statement: Statement,
  queries: EstimatedStatement['queries'],
  text: string,
  database: string,
): Table | null {
  if (statement.kind === 'ddl' && statement.action === 'create_table') {
    return declaredTable(text.slice(statement.span.start, statement.span.end), database);
  }
  const outputs = queries[0]?.planned.outputs;
  return statement.kind === 'create_table_as' && outputs !== undefined
    ? selectedTable(statement, columnsOfOutputs(outputs), database)
    : null;
}

function viewOf({ view, columns, query }: CreateViewStatement, database: string): View {
  return { kind: 'view', ...placeOf(view.parts, database), definedIn: database, columns, sql: query.text };
}

function declaredTable(text: string, database: string): Table | null {
  try {
    const [table] = readDdlCatalog([{ text, file: '', folder: '', database }]).tables;
    return table === undefined ? null : unknownTable({ ...table, format: table.storage.name });
  } catch (error) {
    if (error instanceof DryRunError) return null;
    throw error;
  }
}

function selectedTable(
  { table, properties }: CreateTableAsStatement,
  outputs: readonly Column[],
  database: string,
): Table {
  const keys = new Set(partitionColumns(properties));
  const isKey = ({ name }: Column): boolean => keys.has(name);
  return unknownTable({
    ...placeOf(table.parts, database),
    columns: outputs.filter((column) => !isKey(column)),
    partitionKeys: outputs.filter(isKey),
    format: (properties.get('format') ?? 'parquet').toLowerCase(),
  });
}

function placeOf(
  written: readonly string[],
  database: string,
): { readonly database: string; readonly name: string } {
  const parts = written.map((part) => part.toLowerCase());
  return { database: parts.at(-2) ?? database, name: parts.at(-1) ?? '' };
}
