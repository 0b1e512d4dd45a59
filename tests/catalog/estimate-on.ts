import type { Catalog } from '../../estimator/catalog/catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { EngineName, ScanReport, StatementReport } from '../../estimator/report.js';

/** The report of one statement on a catalog. */
export async function estimateOn(
  catalog: Catalog,
  sql: string,
  engine: EngineName = 'athena',
): Promise<StatementReport> {
  const { statements } = await estimate(sql, {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine,
    at: new Date('2024-02-10T12:00:00Z'),
    runsPerMonth: null,
    parameters: {},
  });
  const [statement] = statements;
  if (statement === undefined) throw new Error('no statement');
  return statement;
}

/** The only scan of a statement without errors. */
export async function scanOn(catalog: Catalog, sql: string): Promise<ScanReport> {
  const { scans, errors } = await estimateOn(catalog, sql);
  const [scan] = scans;
  if (scan === undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  return scan;
}
