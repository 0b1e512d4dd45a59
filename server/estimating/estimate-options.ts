import type { Catalog } from '../../estimator/catalog/catalog.js';
import type { EstimateOptions } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { Question } from '../question.js';

/** How a question of the playground is estimated. Throws `unknown_region`. */
export function estimateOptions(
  { database, region, runsPerMonth }: Question,
  catalog: Catalog,
): EstimateOptions {
  return {
    catalog,
    database,
    file: null,
    price: priceFor(region),
    engine: 'athena',
    at: null,
    runsPerMonth,
    parameters: {},
  };
}
