import { formatBytes } from '../../render/format-bytes.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule } from './rule.js';
import { type ReportedScan, scansOf } from './scans-of.js';

/** One table that is read more than once, the same bytes each time. */
export const repeatedScan: Rule = {
  summary: 'The same bytes of a table are read several times in one statement.',
  find: (statement, { price }) =>
    [...groupedByTable(scansOf(statement))].flatMap(([table, scans]) => {
      const [first, second] = scans;
      const all = scans.map(({ report }) => report.bytes.likely ?? 0);
      const bytes = repeatedBytes(scans);
      if (first === undefined || second === undefined) return [];
      if (bytes === 0 || !lowersBill(statement.report, bytes, price)) return [];
      const sum = all.reduce((total, each) => total + each, 0);
      const places = scans.map(({ report }) => `${report.line}:${report.column}`).join(', ');
      const message = `${table} is read ${scans.length} times (${places}), ${formatBytes(sum)}; ${formatBytes(bytes)} of that are bytes that another scan of it reads too.`;
      const { line, column } = second.report;
      return [{ message, line, column, bytes, figures: [sum, bytes], tables: [table] }];
    }),
};

function groupedByTable(scans: readonly ReportedScan[]): ReadonlyMap<string, readonly ReportedScan[]> {
  const groups = new Map<string, ReportedScan[]>();
  for (const scan of scans) {
    const group = groups.get(scan.table) ?? [];
    groups.set(scan.table, group);
    group.push(scan);
  }
  return groups;
}

/** Bytes of the scans after the first that a scan before them reads too, at least. */
function repeatedBytes(scans: readonly ReportedScan[]): number {
  return scans.reduce((sum, scan, index) => {
    const before = scans.slice(0, index).map((other) => sharedBytes(scan, other));
    return sum + Math.max(0, ...before);
  }, 0);
}

/** What both scans read for sure: they must read the whole table, else one may read what the other does not. */
function sharedBytes(one: ReportedScan, other: ReportedScan): number {
  if (![one, other].every(isOfWholeTable)) return 0;
  const left = one.report.bytes.likely ?? 0;
  const right = other.report.bytes.likely ?? 0;
  const { columnBytes } = one.report;
  if (columnBytes === undefined) return Math.min(left, right);
  const common = one.report.columns.filter((column) => other.report.columns.includes(column));
  return Math.min(
    left,
    right,
    common.reduce((sum, column) => sum + (columnBytes[column] ?? 0), 0),
  );
}

function isOfWholeTable({ report }: ReportedScan): boolean {
  return [report.partitions, report.objects, report.rowGroups].every(
    (kept) => kept === null || kept.kept === kept.total,
  );
}
