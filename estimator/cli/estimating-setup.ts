import type { Catalog } from '../catalog/catalog.js';
import { defaultDatabase } from '../catalog/default-database.js';
import { catalogTexts, type FoundConfig, findConfig } from '../config/find-config.js';
import type { SharedOptions } from '../estimate-inputs.js';
import { priceFor } from '../pricing/price-for.js';
import type { Price } from '../report.js';
import type { SharedFlags } from './estimating-options.js';

/** What an estimating verb works with: flags win over the configuration, which wins over the defaults. */
export interface EstimatingSetup {
  readonly found: FoundConfig;
  /** `--catalog` texts; none: the built-in datasets. */
  readonly catalogs: readonly string[];
  readonly price: Price;
  readonly optionsFor: (catalog: Catalog) => SharedOptions;
}

/** Throws `unknown_region`, `invalid_config` or `unreadable_file`. */
export async function readSetup(flags: SharedFlags<string>): Promise<EstimatingSetup> {
  const found = await findConfig(process.cwd(), flags.config);
  const { config } = found;
  const { terabyte, usdPerTerabyte, engine, at = null, runsPerMonth = null, showSql = false } = flags;
  const price = priceFor(flags.region ?? config.region ?? 'us-east-1', {
    terabyte,
    ...(usdPerTerabyte === undefined ? {} : { usdPerTerabyte }),
  });
  const written = flags.catalog.length > 0 ? flags.catalog : (config.catalog ?? []);
  return {
    found,
    catalogs: flags.catalog.length > 0 ? flags.catalog : catalogTexts(found),
    price,
    optionsFor: (catalog) => ({
      // Reports name it as the user did: the same on every machine.
      catalog: written.length === 0 ? catalog : { ...catalog, name: written.join(', ') },
      database: flags.database ?? config.database ?? defaultDatabase(catalog),
      price,
      engine,
      at,
      runsPerMonth,
      parameters: { ...config.params, ...flags.param },
      showsSql: showSql,
    }),
  };
}
