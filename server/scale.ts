import type { Catalog } from '../estimator/catalog/catalog.js';
import { bill } from '../estimator/pricing/bill.js';
import { mapInterval } from '../estimator/pricing/interval.js';
import { timesUsd } from '../estimator/pricing/money.js';
import { totalOf } from '../estimator/pricing/total.js';
import type {
  Comparison,
  Interval,
  LayoutComparison,
  Reason,
  ReasonCode,
  Report,
  ScanReport,
  StatementReport,
} from '../estimator/report.js';
import type { Question } from './question.js';

/** From the sample that is here to the user's own table. */
export interface Scale {
  readonly factor: number;
  /** Stored bytes of the largest table that the statement reads here. */
  readonly sampleBytes: number;
  readonly tableBytes: number;
  /** Database that the size was chosen in, where it is another one. */
  readonly sizedIn: string | null;
}

/** Null where the question asks for the sample as it is, or where the size of the sample is not known. */
export function scaleOf(question: Question, report: Report, catalog: Catalog): Scale | null {
  const { database, sizedIn, tableSize } = question;
  if (tableSize.bytes === null) return null;
  const scans = report.statements.flatMap((statement) => statement.scans);
  const sampleBytes = largestOf(scans, catalog);
  if (sampleBytes === null) return null;
  const there = scans.map((scan) => (scan.database === database ? { ...scan, database: sizedIn } : scan));
  const bytesThere = sizedIn === database ? null : largestOf(there, catalog);
  if (bytesThere === null) {
    const factor = tableSize.bytes / sampleBytes;
    return { factor, sampleBytes, tableBytes: tableSize.bytes, sizedIn: null };
  }
  const factor = tableSize.bytes / bytesThere;
  return { factor, sampleBytes, tableBytes: Math.round(sampleBytes * factor), sizedIn };
}

type TableName = Pick<ScanReport, 'database' | 'table'>;

/** Null where no size is known. */
function largestOf(tables: readonly TableName[], catalog: Catalog): number | null {
  const sizes = tables.map((table) => storedBytesOf(table, catalog)).filter((bytes) => bytes !== null);
  return Math.max(0, ...sizes) || null;
}

function storedBytesOf({ database, table }: TableName, catalog: Catalog): number | null {
  const found = catalog.databases.get(database.toLowerCase())?.tables.get(table.toLowerCase());
  return found?.kind === 'table' ? found.storedBytes : null;
}

/**
 * The report of tables with `factor` times the rows: in the same partitions, as wide, as well compressed. What decides
 * itself while the query runs (LIMIT, late reads) may not grow with the table: its low bound stays where it is.
 */
export function scaleReport(report: Report, { factor }: Scale): Report {
  const statements = report.statements.map((statement) => scaleStatement(statement, factor, report));
  return { ...report, statements, total: totalOf(statements) };
}

export function scaleComparison(comparison: Comparison, scale: Scale): Comparison {
  const layouts = comparison.layouts.map((layout): LayoutComparison => {
    const { storedBytes } = layout;
    return {
      ...layout,
      storedBytes: storedBytes === null ? null : Math.round(storedBytes * scale.factor),
      report: scaleReport(layout.report, scale),
    };
  });
  const figure = ({ report }: LayoutComparison): number =>
    report.total.usd.likely ?? Number.POSITIVE_INFINITY;
  return { ...comparison, layouts: layouts.sort((one, other) => figure(one) - figure(other)) };
}

export function scaleStatement(
  statement: StatementReport,
  factor: number,
  { price }: Pick<Report, 'price'>,
): StatementReport {
  const { runsPerMonth } = statement;
  const bytesScanned = scaleInterval(statement.bytesScanned, factor);
  const { bytesBilled, usd } = bill(bytesScanned, statement.kind, price);
  return {
    ...statement,
    scans: statement.scans.map((scan) => scaleScan(scan, factor)),
    bytesScanned,
    bytesBilled,
    usd,
    ...(runsPerMonth === undefined
      ? {}
      : { usdPerMonth: mapInterval(usd, (figure) => timesUsd(figure, runsPerMonth)) }),
  };
}

function scaleScan(scan: ScanReport, factor: number): ScanReport {
  const { columnBytes } = scan;
  const scaled = Object.entries(columnBytes ?? {}).map(([name, bytes]) => [name, Math.round(bytes * factor)]);
  return {
    ...scan,
    bytes: scaleInterval(scan.bytes, factor),
    reasons: scan.reasons.map(countedInSample),
    ...(columnBytes === undefined ? {} : { columnBytes: Object.fromEntries(scaled) }),
  };
}

const countingReasons: ReadonlySet<ReasonCode> = new Set([
  'statistics_missing',
  'size_per_column_unknown',
  'unreadable_objects',
  'delete_files',
]);

/** The bytes of a table are scaled; how many objects and row groups they are in then is not known. */
function countedInSample(reason: Reason): Reason {
  return countingReasons.has(reason.code)
    ? { ...reason, message: `${reason.message} Counted in the sample.` }
    : reason;
}

function scaleInterval(interval: Interval, factor: number): Interval {
  const scaled = mapInterval(interval, (bytes) => Math.round(bytes * factor));
  return interval.low === interval.high || factor < 1 ? scaled : { ...scaled, low: interval.low };
}
