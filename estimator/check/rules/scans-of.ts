import type { EstimatedStatement } from '../../estimated-statement.js';
import type { PlannedScan } from '../../optimize/collect-scans.js';
import type { ScanReport } from '../../report.js';

export interface ReportedScan {
  readonly report: ScanReport;
  readonly planned: PlannedScan;
  /** `database.table` */
  readonly table: string;
}

/** The scans of a statement with the plan behind each report. */
export function scansOf({ queries }: Pick<EstimatedStatement, 'queries'>): readonly ReportedScan[] {
  return queries.flatMap(({ scans, planned }) =>
    planned.scans.flatMap((scan, index): ReportedScan[] => {
      const report = scans[index];
      return report === undefined
        ? []
        : [{ report, planned: scan, table: `${report.database}.${report.table}` }];
    }),
  );
}
