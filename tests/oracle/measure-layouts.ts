import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDatasets } from '../../datasets/build.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { StatementReport } from '../../estimator/report.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { openDatabase } from '../../server/engine/open-database.js';
import { runQuery } from '../../server/engine/run-query.js';
import { engineTables } from '../../server/engine-tables.js';
import { expectedReads } from '../../server/expected-reads.js';
import { measuredQueries } from './measured-queries.js';

/** One query on one layout: the estimate, and what DuckDB really read. */
export interface MeasuredCase {
  /** Name of the query. */
  readonly query: string;
  readonly layout: string;
  readonly estimate: StatementReport;
  /** Column chunks and the bytes of row formats; footers and Bloom filters are not among them. */
  readonly measuredBytes: number | null;
}

const options = {
  file: null,
  price: priceFor('us-east-1'),
  engine: 'athena',
  at: new Date('2024-06-01T00:00:00Z'),
  runsPerMonth: null,
  parameters: {},
} as const;

/** Runs every query on every layout of the datasets, built with fewer rows, under the meter that Run uses. */
export async function measureLayouts(): Promise<readonly MeasuredCase[]> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-oracle-'));
  await buildDatasets({ rows: 20_000, folder });
  const catalog = await loadCatalog([{ database: null, path: join(folder, 'catalog') }]);
  // One thread: how much a LIMIT leaves unread would depend on timing otherwise.
  const database = await openDatabase({
    tables: engineTables(catalog),
    memoryLimitBytes: 2 ** 30,
    threads: 1,
  });
  const parser = await loadParser();
  const cases: MeasuredCase[] = [];
  try {
    for (const [query, sql] of Object.entries(measuredQueries)) {
      const translated = parser.toDuckdb(sql) ?? '';
      for (const layout of catalog.databases.keys()) {
        if (layout === rawLayout) continue;
        const { statements } = await estimate(sql, { ...options, catalog, database: layout });
        const [statement] = statements;
        if (statement === undefined) throw new Error(`no statement in ${query}`);
        const { bytesRead } = await runQuery(database, {
          sql: translated,
          database: layout,
          ...expectedReads(statements),
          rowLimit: 0,
          resultBytesLimit: 0,
          keep: null,
        });
        cases.push({ query, layout, estimate: statement, measuredBytes: bytesRead });
      }
    }
    return cases;
  } finally {
    database.connection.closeSync();
    catalog.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It has a table of its own that the queries do not ask. */
const rawLayout = 'raw';

/** Whether what was read lies between the bounds of the estimate. */
export function isInside({ estimate: { bytesScanned }, measuredBytes }: MeasuredCase): boolean {
  const { low, high } = bytesScanned;
  return (
    low !== null && high !== null && measuredBytes !== null && low <= measuredBytes && measuredBytes <= high
  );
}
