import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { runJob } from '../jobs/run-job.js';
import { ownCatalog } from './own-catalog.js';
import type { OwnDataLimits } from './own-data-limits.js';
import { ownDatabase } from './own-database.js';
import type { OwnTable } from './own-table.js';

/** The tables and views that a text of DDL defines, without rows. Throws as `declareTables` does. */
export async function takeDdl(
  text: string,
  folder: string,
  limits: OwnDataLimits,
  signal: AbortSignal,
): Promise<readonly OwnTable[]> {
  const job = { kind: 'declare', text, folder, limits } as const;
  await runJob<'declare'>(job, { deadlineMs: limits.inspectDeadlineMs, diskBytes: catalogBytes, signal });
  const catalog = await loadCatalog([{ database: ownDatabase, path: ownCatalog(folder) }]);
  return [...(catalog.databases.get(ownDatabase)?.tables.values() ?? [])].map((table) => ({
    name: table.name,
    table,
    origin: 'DDL',
    engineTable: null,
    rows: null,
    types: {},
    isCorrectable: false,
    folder,
    bytes: 0,
    catalog,
  }));
}

/** A text of DDL is short; its partitions are in no other table. */
const catalogBytes = 100_000_000;
