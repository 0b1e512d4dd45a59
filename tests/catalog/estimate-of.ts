import { type CatalogSource, loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { type EstimateOptions, estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { Report } from '../../estimator/report.js';

/** The report of a text over one catalog file or folder, on 2024-02-10 at noon unless told otherwise. */
export async function estimateOf(
  source: string | CatalogSource,
  sql: string,
  options: Partial<EstimateOptions> = {},
): Promise<Report> {
  const catalog = await loadCatalog([typeof source === 'string' ? { database: null, path: source } : source]);
  try {
    return await estimate(sql, {
      catalog,
      database: 'default',
      file: null,
      price: priceFor('us-east-1'),
      engine: 'athena',
      at: new Date('2024-02-10T12:00:00Z'),
      runsPerMonth: null,
      parameters: {},
      ...options,
    });
  } finally {
    catalog.close();
  }
}
