import type { Catalog, Column, Table, View } from '../../catalog/catalog.js';
import { unknownTable } from '../../catalog/unknown-table.js';
import { withTable } from '../../catalog/with-table.js';
import { estimateInput, type SharedOptions } from '../../estimate-inputs.js';
import type { DbtModel } from './manifest.js';

export interface CatalogWithModels {
  readonly catalog: Catalog;
  /** Models whose tables are not in the catalog, by `database.table`: their size is not known. */
  readonly unbuilt: ReadonlyMap<string, DbtModel>;
}

/**
 * The catalog in which models find each other: views are as the project has them now, and a table that is not built yet
 * has the columns of its own SQL and an unknown size.
 */
export async function withModels(
  models: readonly DbtModel[],
  options: SharedOptions,
): Promise<CatalogWithModels> {
  let { catalog } = options;
  const unbuilt = new Map<string, DbtModel>();
  for (const model of inOrder(models)) {
    if (model.compiled === null || model.materialized === 'ephemeral') continue;
    if (model.materialized === 'view') {
      catalog = withTable(catalog, viewOf(model, model.compiled));
      continue;
    }
    if (catalog.databases.get(model.database)?.tables.get(model.table)?.kind === 'table') continue;
    const columns = await columnsOf(model.compiled, { ...options, catalog });
    if (columns === null) continue;
    catalog = withTable(catalog, tableOf(model, columns));
    unbuilt.set(`${model.database}.${model.table}`, model);
  }
  return { catalog, unbuilt };
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
  return statement?.queries[0]?.planned.outputs ?? null;
}
