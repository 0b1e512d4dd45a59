import { bill } from '../../estimator/pricing/bill.js';
import { exactly, unknownInterval } from '../../estimator/pricing/interval.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { totalOf } from '../../estimator/pricing/total.js';
import type { Interval, Report, StatementKind, StatementReport } from '../../estimator/report.js';

const price = priceFor('us-east-1');

export function reportOf(statements: readonly StatementReport[]): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'athena-dryrun', version: '0.1.0' },
    engine: 'athena',
    price,
    statements,
    total: totalOf(statements),
  };
}

export function statementOf(
  kind: StatementKind,
  bytesScanned: Interval,
  changes: Partial<StatementReport> = {},
): StatementReport {
  const { bytesBilled, usd, notes } = bill(bytesScanned, kind, price);
  return {
    source: { file: 'queries/daily.sql', line: 1, column: 1 },
    kind,
    accuracy: 'range',
    scans: [],
    bytesScanned,
    bytesBilled,
    usd,
    errors: [],
    notes,
    ...changes,
  };
}

/** A scan with everything that a scan can say. */
export const fullStatement = statementOf(
  'select',
  { low: 31_000_000, likely: 46_647_759, high: 46_647_759 },
  {
    runsPerMonth: 720,
    usdPerMonth: { low: 0.1, likely: 0.153886, high: 0.153886 },
    scans: [
      {
        database: 'default',
        table: 'transactions',
        line: 8,
        column: 6,
        columns: ['amount', 'category'],
        format: 'parquet',
        partitions: { kept: 1, total: 12 },
        objects: { kept: 1, total: 12 },
        rowGroups: { kept: 3, total: 41 },
        bytes: { low: 31_000_000, likely: 46_647_759, high: 46_647_759 },
        reasons: [
          { code: 'late_materialization', message: 'Columns may be read late.', line: 9, column: 3 },
          { code: 'sampled', message: 'A sample is read.' },
        ],
      },
    ],
  },
);

export const failedStatement = statementOf('select', unknownInterval, {
  accuracy: 'unknown',
  source: { file: 'queries/daily.sql', line: 12, column: 1 },
  errors: [{ code: 'unknown_table', message: 'Table x|y is not in the catalog.', line: 12, column: 15 }],
});

export const freeStatement = statementOf('ddl', exactly(0), {
  accuracy: 'exact',
  source: { file: null, line: 20, column: 3 },
});
