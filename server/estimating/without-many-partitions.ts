import type { Report, ScanReport } from '../../estimator/report.js';
import { mostPartitionsDrawn } from './most-partitions-drawn.js';

/** The report without the names of kept partitions where there are too many to be drawn: they would be most of it. */
export function withoutManyPartitions(report: Report): Report {
  return {
    ...report,
    statements: report.statements.map((statement) => ({
      ...statement,
      scans: statement.scans.map(withoutMany),
    })),
  };
}

function withoutMany({ keptPartitions, ...scan }: ScanReport): ScanReport {
  const isDrawn = (scan.partitions?.total ?? 0) <= mostPartitionsDrawn;
  return keptPartitions !== undefined && isDrawn ? { ...scan, keptPartitions } : scan;
}
