import type { StatementKind } from '../report.js';

/**
 * How a kind of statement is billed. `scan`: by bytes scanned. `free`: never. `unstated`: it scans nothing, and no
 * text of AWS says whether it pays the minimum.
 */
export interface BillingRule {
  readonly charge: 'scan' | 'free' | 'unstated';
  readonly source: string;
}

const pricingPage = 'https://aws.amazon.com/athena/pricing/, 2026-05-01';
const guide = (page: string) => `https://docs.aws.amazon.com/athena/latest/ug/${page}.html, read 2026-11-25`;

const free = (source: string): BillingRule => ({ charge: 'free', source });
const scan = (source: string): BillingRule => ({ charge: 'scan', source });
const unstated = (source: string): BillingRule => ({ charge: 'unstated', source });

/**
 * Our own kind decides, not Athena's `StatementType`: it says DDL for OPTIMIZE, which is charged, and DML for
 * VACUUM, which scans nothing.
 */
export const billingRules: Record<StatementKind, BillingRule> = {
  select: scan(pricingPage),
  create_table_as: scan(guide('ctas')),
  insert: scan(guide('insert-into')),
  unload: scan(guide('unload')),
  create_view: free(guide('views')),
  explain: free(guide('athena-explain-statement')),
  explain_analyze: scan(guide('athena-explain-statement')),
  prepare: unstated('no text of AWS found, 2026-11-25'),
  execute: scan(guide('querying-with-prepared-statements')),
  deallocate: unstated('no text of AWS found, 2026-11-25'),
  merge: scan(guide('querying-iceberg-updating-iceberg-table-data')),
  update: scan(guide('querying-iceberg-updating-iceberg-table-data')),
  delete: scan(guide('querying-iceberg-updating-iceberg-table-data')),
  optimize: scan(guide('optimize-statement')),
  vacuum: scan(guide('vacuum-statement')),
  ddl: free(pricingPage),
  utility: free(pricingPage),
  unknown: scan(pricingPage),
};
