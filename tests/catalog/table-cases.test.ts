import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { readGlueTables } from '../../estimator/catalog/declared/read-glue-tables.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';
import { withPartitions } from '../../estimator/catalog/declared/with-partitions.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
import { expectCase } from '../support/expect-case.js';
import { type Case, readCases } from '../support/read-cases.js';

const folder = new URL('../cases/', import.meta.url);

const options = {
  database: 'default',
  file: null,
  price: priceFor('us-east-1'),
  engine: 'athena',
  at: new Date('2024-02-10T12:00:00Z'),
  runsPerMonth: null,
} as const;

/**
 * The cases of `tables-NAME.sql` over the catalog beside them: `tables-NAME.ddl` in the folder of the case data, or
 * `tables-NAME.tables.json` with `.partitions.json`; with the objects of `tables-NAME.objects.json`.
 */
describe.each(['local', 'projection', 'glue', 'views'])('tables-%s', (name) => {
  let data: CaseData;
  let catalog: Catalog;

  beforeAll(async () => {
    data = await writeCaseData();
    catalog = await loadCatalog([{ database: null, path: await takeCatalog(name, data.folder) }]);
  });

  afterAll(() => {
    catalog.close();
    data.remove();
  });

  test.each(readCases(new URL(`tables-${name}.sql`, folder)))('$name', async (expected: Case) => {
    const { parameters } = expected;
    const { statements } = await estimate(expected.sql, { ...options, parameters, catalog });
    expectCase(statements, expected);
  });
});

/** The catalog's file, or the catalog folder taken from its files. */
async function takeCatalog(name: string, dataFolder: string): Promise<string> {
  const at = (suffix: string): string => fileURLToPath(new URL(`tables-${name}.${suffix}`, folder));
  const ddl = join(dataFolder, 'tables.ddl');
  if (existsSync(at('ddl'))) copyFileSync(at('ddl'), ddl);
  if (!existsSync(at('objects.json'))) return ddl;
  const declared = existsSync(at('ddl'))
    ? readDdlFiles([ddl], 'default')
    : withPartitions(readGlueTables([{ file: at('tables.json'), database: null }]), [at('partitions.json')]);
  const out = join(dataFolder, 'catalog');
  await takeDeclaredCatalog(declared, [{ file: at('objects.json'), bucket: 'lake' }], out);
  return out;
}
