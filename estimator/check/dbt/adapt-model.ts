import type { EstimatedStatement } from '../../estimated-statement.js';
import { exactly, unknownInterval } from '../../pricing/interval.js';
import type { ScanReport, StatementReport } from '../../report.js';
import type { DbtModel } from './manifest.js';
import type { Unbuilt } from './with-models.js';

/**
 * What running a model costs, from the estimate of its SQL: a view costs nothing to make, and a table that is not built
 * yet says so. Where the SQL cannot be bound because the columns of such a table are not known, that is no error of the
 * model: its size is not known.
 */
export function adaptModel(
  statement: EstimatedStatement,
  { materialized }: DbtModel,
  unbuilt: ReadonlyMap<string, Unbuilt>,
  waitsFor: () => readonly Unbuilt[],
): EstimatedStatement {
  const [error] = statement.report.errors;
  const missing = error?.code === 'columns_unknown' ? waitsFor() : [];
  if (error !== undefined && missing.length === 0) return statement;
  const { report, queries } = error === undefined ? statement : withoutError(statement, missing);
  if (materialized === 'view') return { ...statement, report: viewReport(report), queries: [] };
  const adapt = (scan: ScanReport): ScanReport => sayUnbuilt(scan, unbuilt);
  return {
    ...statement,
    report: { ...report, scans: report.scans.map(adapt) },
    queries: queries.map((query) => ({ ...query, scans: query.scans.map(adapt) })),
  };
}

/** The tables that the statement waits for stand in the place of its scans. */
function withoutError(statement: EstimatedStatement, missing: readonly Unbuilt[]): EstimatedStatement {
  const { report } = statement;
  const [error] = report.errors;
  const scans = missing.map(
    ({ database, table, message }): ScanReport => ({
      database,
      table,
      line: error?.line ?? report.source.line,
      column: error?.column ?? report.source.column,
      columns: [],
      format: 'unknown',
      partitions: null,
      objects: null,
      rowGroups: null,
      bytes: unknownInterval,
      reasons: [{ code: 'size_unknown', message }],
    }),
  );
  return { ...statement, report: { ...report, scans, errors: [] }, queries: [] };
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

function sayUnbuilt(scan: ScanReport, unbuilt: ReadonlyMap<string, Unbuilt>): ScanReport {
  const found = unbuilt.get(`${scan.database}.${scan.table}`);
  if (found === undefined) return scan;
  const { message } = found;
  return {
    ...scan,
    reasons: scan.reasons.map((reason) => (reason.code === 'size_unknown' ? { ...reason, message } : reason)),
  };
}
