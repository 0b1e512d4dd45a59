import type { Hint, LayoutQuestion } from '../advice-report.js';
import { type ReportedScan, scansOf } from '../check/rules/scans-of.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import { layoutOf } from '../formats/layout-of.js';
import { formatBytes } from '../render/format-bytes.js';
import { filteredColumns } from './filtered-columns.js';
import { layoutIdeas } from './layout-ideas.js';

/**
 * Tables that could read less in a layout that does not exist yet: those of row formats, and those of which a filter
 * skips nothing. Nothing is measured here.
 */
export function storeOtherwise(statement: EstimatedStatement, clock: Clock): readonly Hint[] {
  const scans = scansOf(statement);
  const least = (statement.report.bytesScanned.likely ?? 0) * leastShare;
  const tables = [...new Set(scans.map(({ table }) => table))];
  const hints = tables.map((name) =>
    hintFor(
      scans.filter(({ table }) => table === name),
      clock,
    ),
  );
  return hints.filter((hint) => hint !== null).filter(({ bytes }) => bytes >= least);
}

/** Of the bytes of a statement: a table that is less of them cannot save what is worth a change. */
const leastShare = 0.1;

function hintFor(scans: readonly ReportedScan[], clock: Clock): Hint | null {
  const [first] = scans;
  if (first === undefined) return null;
  const { report, planned, table } = first;
  const { format, codec, partitionKeys } = planned.scan.table;
  const bytes = scans.reduce((sum, scan) => sum + (scan.report.bytes.likely ?? 0), 0);
  const isRowFormat = layoutOf(report.format) === 'row';
  const skips = scans.some(({ report: { rowGroups } }) => (rowGroups?.kept ?? 0) < (rowGroups?.total ?? 0));
  if (bytes === 0 || (!isRowFormat && skips)) return null;
  const question: Omit<LayoutQuestion, 'ideas'> = {
    table,
    format,
    codec,
    isRowFormat,
    partitionKeys: partitionKeys.map(({ name }) => name),
    filtered: filteredColumns(
      scans.map((scan) => scan.planned),
      clock,
    ),
  };
  const ideas = layoutIdeas(question);
  if (ideas.length === 0) return null;
  const names = question.filtered.map(({ name }) => name).join(' and ');
  const now = isRowFormat
    ? `${table} is ${report.format.toUpperCase()} and read whole, ${formatBytes(bytes)}`
    : names === ''
      ? `${table} is stored with codec ${codec}, ${formatBytes(bytes)} are read`
      : `The filter on ${names} skips no row group of ${table}, ${formatBytes(bytes)}`;
  return {
    code: 'store-otherwise',
    message: `${now}. Another layout may read less.`,
    line: report.line,
    column: report.column,
    bytes,
    layout: { ...question, ideas },
  };
}
