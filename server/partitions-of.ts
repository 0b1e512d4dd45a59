import type { Catalog } from '../estimator/catalog/catalog.js';
import type { Partition } from '../estimator/catalog/inventory.js';
import type { Report } from '../estimator/report.js';
import { mostPartitionsDrawn } from './estimating/most-partitions-drawn.js';

/** The partitions of the scanned tables, by `database.table`, where they are few enough to be drawn. */
export async function partitionsOf(
  { statements }: Report,
  catalog: Catalog,
): Promise<ReadonlyMap<string, readonly Partition[]>> {
  const known = new Map<string, readonly Partition[]>();
  for (const { database, table: name, partitions: counts } of statements.flatMap(({ scans }) => scans)) {
    if (counts === null || counts.total > mostPartitionsDrawn) continue;
    const table = catalog.databases.get(database)?.tables.get(name);
    if (table?.kind !== 'table') continue;
    const partitions = await table.inventory.partitions();
    if (partitions !== null) known.set(`${database}.${name}`, partitions);
  }
  return known;
}
