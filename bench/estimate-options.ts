import type { Catalog } from '../estimator/catalog/catalog.js';
import type { EstimateOptions } from '../estimator/estimate.js';
import { priceFor } from '../estimator/pricing/price-for.js';

/** What the command line would ask for by default. */
export function estimateOptions(catalog: Catalog, database: string): EstimateOptions {
  return {
    catalog,
    database,
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: null,
    runsPerMonth: null,
    parameters: {},
  };
}
