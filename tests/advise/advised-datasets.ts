import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildDatasets } from '../../datasets/build.js';
import type { AdvisedStatement } from '../../estimator/advice-report.js';
import { advise } from '../../estimator/advise/advise.js';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import type { SharedOptions } from '../../estimator/estimate-inputs.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type OpenDatabase, openDatabase } from '../../server/engine/open-database.js';
import { runQuery } from '../../server/engine/run-query.js';
import { engineTables } from '../../server/engine-tables.js';

export interface AdvisedDatasets {
  readonly advise: (
    sql: string,
    database: string,
    options?: Partial<SharedOptions>,
  ) => Promise<readonly AdvisedStatement[]>;
  /** All rows of a query in an order of their own, as JSON. */
  readonly rows: (sql: string, database: string) => Promise<readonly string[]>;
}

/** The datasets with few rows, advised and run in this process, for the tests of one file. */
export function adviseDatasets(): AdvisedDatasets {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-advise-'));
  let catalog: Catalog;
  let database: OpenDatabase;
  beforeAll(async () => {
    await buildDatasets({ rows: 10_000, folder });
    catalog = await loadCatalog([{ database: null, path: join(folder, 'catalog') }]);
    database = await openDatabase({ memoryLimitBytes: 1e9, threads: 2, tables: engineTables(catalog) });
  });
  afterAll(() => {
    database.connection.closeSync();
    catalog.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    async advise(text, layout, options = {}) {
      const { statements } = await advise([{ file: null, text }], {
        catalog,
        database: layout,
        price: priceFor('us-east-1'),
        engine: 'athena',
        at: new Date('2024-12-31T00:00:00Z'),
        runsPerMonth: null,
        parameters: {},
        ...options,
      });
      return statements;
    },
    async rows(sql, layout) {
      const limits = { columns: null, scansOnce: true, keep: null, rowLimit: 100_000, resultBytesLimit: 1e8 };
      const { rows } = await runQuery(database, { sql, database: layout, ...limits });
      return rows.map((row) => JSON.stringify(row, rounded)).sort();
    },
  };
}

/** Sums of floating-point numbers depend on the order of the rows in their last digits. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(10)) : value;
}
