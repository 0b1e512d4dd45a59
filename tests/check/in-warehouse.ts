import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { check } from '../../estimator/check/check.js';
import type { CheckReport } from '../../estimator/check/check-report.js';
import type { CheckSettings } from '../../estimator/check/check-settings.js';
import { settingsOf } from '../../estimator/config/settings-of.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { createWarehouse, type Warehouse } from './warehouse.js';

export interface InWarehouse {
  /** Checks one text under the name `a.sql`. */
  check(text: string, settings?: Partial<CheckSettings>): Promise<CheckReport>;
}

/** Checks in this process, against the warehouse, for the tests of one file. */
export function inWarehouse(): InWarehouse {
  let warehouse: Warehouse | null = null;
  let catalog: Catalog | null = null;
  beforeAll(async () => {
    warehouse = await createWarehouse();
    catalog = await loadCatalog([{ database: null, path: join(warehouse.folder, 'catalog') }]);
  });
  afterAll(() => {
    catalog?.close();
    warehouse?.remove();
  });
  return {
    check: (text, settings = {}) => {
      if (catalog === null) throw new Error('the warehouse is not there yet');
      return check([{ file: 'a.sql', text }], {
        catalog,
        database: 'default',
        price: priceFor('us-east-1'),
        engine: 'athena',
        at: new Date('2024-02-01T00:00:00Z'),
        runsPerMonth: null,
        folder: '',
        base: null,
        findings: [],
        runsPerMonthOf: () => null,
        parameters: {},
        settings: { ...settingsOf({}, { budget: [] }), ...settings },
      });
    },
  };
}
