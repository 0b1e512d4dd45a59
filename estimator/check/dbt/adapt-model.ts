import type { EstimatedStatement } from '../../estimated-statement.js';
import { exactly } from '../../pricing/interval.js';
import type { ScanReport, StatementReport } from '../../report.js';
import type { DbtModel } from './manifest.js';

/**
 * What running a model costs, from the estimate of its SQL: a view costs nothing to make, and a table that is not built
 * yet says so.
 */
export function adaptModel(
  statement: EstimatedStatement,
  { materialized }: DbtModel,
  unbuilt: ReadonlyMap<string, DbtModel>,
): EstimatedStatement {
  const { report, queries } = statement;
  if (report.errors.length > 0) return statement;
  if (materialized === 'view') return { ...statement, report: viewReport(report), queries: [] };
  const adapt = (scan: ScanReport): ScanReport => sayUnbuilt(scan, unbuilt);
  return {
    ...statement,
    report: { ...report, scans: report.scans.map(adapt) },
    queries: queries.map((query) => ({ ...query, scans: query.scans.map(adapt) })),
  };
}

function viewReport(report: StatementReport): StatementReport {
  const nothing = exactly(0);
  const { usdPerMonth } = report;
  return {
    ...report,
    kind: 'create_view',
    accuracy: 'exact',
    scans: [],
    bytesScanned: nothing,
    bytesBilled: nothing,
    usd: nothing,
    ...(usdPerMonth === undefined ? {} : { usdPerMonth: nothing }),
  };
}

function sayUnbuilt(scan: ScanReport, unbuilt: ReadonlyMap<string, DbtModel>): ScanReport {
  const model = unbuilt.get(`${scan.database}.${scan.table}`);
  if (model === undefined) return scan;
  return {
    ...scan,
    reasons: scan.reasons.map((reason) =>
      reason.code === 'size_unknown'
        ? {
            ...reason,
            message: `Model ${model.name} is not built yet: its own SQL is costed, but nobody knows its size.`,
          }
        : reason,
    ),
  };
}
