import type { Catalog } from '../estimator/catalog/catalog.js';
import type { EngineTable } from './engine/engine-table.js';
import { engineTableOf } from './engine-table-of.js';

/** The tables of a catalog that can be run here: those whose files are on this machine, in a format the engine reads. */
export function engineTables(catalog: Catalog): readonly EngineTable[] {
  return [...catalog.databases.values()]
    .flatMap((database) => [...database.tables.values()])
    .map((table) => (table.kind === 'table' ? engineTableOf(table) : null))
    .filter((table) => table !== null);
}
