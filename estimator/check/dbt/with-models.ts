import type { Catalog, Column, Table, View } from '../../catalog/catalog.js';
import { unknownTable } from '../../catalog/unknown-table.js';
import { withTable } from '../../catalog/with-table.js';
import { estimateInput, type SharedOptions } from '../../estimate-inputs.js';
import { columnsOfOutputs } from '../../optimize/columns-of-outputs.js';
import type { DbtModel, DbtRelation } from './manifest.js';

export interface CatalogWithModels {
  readonly catalog: Catalog;
  /** What is not in the catalog that was given, by `database.table`: its size is not known. */
  readonly unbuilt: ReadonlyMap<string, Unbuilt>;
}

export interface Unbuilt {
  /** Of the manifest. */
  readonly id: string;
  readonly database: string;
  readonly table: string;
  /** Why its size is not known, as a sentence. */
  readonly message: string;
  /** Whether its columns are known at least. */
  readonly hasColumns: boolean;
}

/**
 * The catalog in which models find each other: views are as the project has them now, and a table that is not built yet
 * has the columns of its own SQL, if that can be estimated, and an unknown size. So have seeds, snapshots and sources
 * that are not in the catalog, without columns.
 */
export async function withModels(
  models: readonly DbtModel[],
  relations: readonly DbtRelation[],
  options: SharedOptions,
): Promise<CatalogWithModels> {
  let { catalog } = options;
  const unbuilt = new Map<string, Unbuilt>();
  const add = (
    { id, database, table }: Pick<DbtModel, 'id' | 'database' | 'table'>,
    message: string,
    made: Table | null,
  ): void => {
    const known =
      made ?? unknownTable({ database, name: table, columns: [], partitionKeys: [], format: 'parquet' });
    catalog = withTable(catalog, known);
    unbuilt.set(`${database}.${table}`, { id, database, table, message, hasColumns: made !== null });
  };
  for (const relation of relations) {
    if (!isKnown(catalog, relation)) add(relation, sayMissing(relation), null);
  }
  for (const model of inOrder(models)) {
    if (model.materialized === 'ephemeral') continue;
    if (model.compiled === null) {
      const message = `Model ${model.name} is not built yet, and dbt has not compiled it: ${nobodyKnows}`;
      if (!isKnown(catalog, model)) add(model, message, null);
    } else if (model.materialized === 'view') {
      catalog = withTable(catalog, viewOf(model, model.compiled));
    } else if (catalog.databases.get(model.database)?.tables.get(model.table)?.kind !== 'table') {
      const columns = await columnsOf(model.compiled, { ...options, catalog });
      if (columns === null) {
        const message = `Model ${model.name} is not built yet, and its own SQL cannot be estimated: ${nobodyKnows}`;
        add(model, message, null);
      } else {
        const message = `Model ${model.name} is not built yet: its own SQL is costed, but nobody knows its size.`;
        add(model, message, tableOf(model, columns));
      }
    }
  }
  return { catalog, unbuilt };
}

const nobodyKnows = 'nobody knows its columns and its size.';

function sayMissing({ kind, name }: DbtRelation): string {
  const title = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${name}`;
  return kind === 'source'
    ? `${title} is not in the catalog: ${nobodyKnows}`
    : `${title} is not built yet: ${nobodyKnows}`;
}

function isKnown(catalog: Catalog, { database, table }: Pick<DbtModel, 'database' | 'table'>): boolean {
  return catalog.databases.get(database)?.tables.has(table) ?? false;
}

/** What a model refers to comes before it. */
function inOrder(models: readonly DbtModel[]): readonly DbtModel[] {
  const byId = new Map(models.map((model) => [model.id, model]));
  const ordered = new Set<DbtModel>();
  const seen = new Set<string>();
  for (const start of models) {
    const path = [start];
    for (let model = path.at(-1); model !== undefined; model = path.at(-1)) {
      seen.add(model.id);
      const next = model.dependsOn.find((id) => byId.has(id) && !seen.has(id));
      const needed = next === undefined ? undefined : byId.get(next);
      if (needed !== undefined) path.push(needed);
      else {
        ordered.add(model);
        path.pop();
      }
    }
  }
  return [...ordered];
}

function viewOf({ database, table }: DbtModel, sql: string): View {
  return { kind: 'view', database, name: table, columns: [], sql, definedIn: database };
}

function tableOf({ database, table, partitionedBy, format }: DbtModel, columns: readonly Column[]): Table {
  const isKey = ({ name }: Column): boolean => partitionedBy.includes(name);
  return unknownTable({
    database,
    name: table,
    columns: columns.filter((column) => !isKey(column)),
    partitionKeys: columns.filter(isKey),
    format,
  });
}

/** The columns that a model's SQL gives; null where it cannot be estimated, which its own report says. */
async function columnsOf(sql: string, options: SharedOptions): Promise<readonly Column[] | null> {
  const [statement] = await estimateInput({ file: null, text: sql }, options);
  const [query] = statement?.queries ?? [];
  return query === undefined ? null : columnsOfOutputs(query.planned.outputs);
}
