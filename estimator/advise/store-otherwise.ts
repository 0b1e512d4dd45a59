import type { Hint } from '../advice-report.js';
import { type ReportedScan, scansOf } from '../check/rules/scans-of.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import { layoutOf } from '../formats/layout-of.js';
import { formatBytes } from '../render/format-bytes.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import { extractDomains } from '../scan/extract-domains.js';

/**
 * Tables of row formats, and tables whose row groups a filter cannot skip: another layout could help, but no database of
 * the catalog has it, so that nothing is measured.
 */
export function storeOtherwise(statement: EstimatedStatement, clock: Clock): readonly Hint[] {
  const byTable = new Map(scansOf(statement).map((scan) => [scan.table, scan]));
  return [...byTable.values()].flatMap((scan) => hintFor(scan, clock) ?? []);
}

function hintFor({ report, planned, table }: ReportedScan, clock: Clock): Hint | null {
  const { likely } = report.bytes;
  const sortBy = filteredColumn({ planned }, clock);
  const isRowFormat = layoutOf(report.format) === 'row';
  const { kept = 0, total = 0 } = report.rowGroups ?? {};
  const skipsNothing = total > 1 && kept === total;
  if (likely === null || likely === 0 || (!isRowFormat && (sortBy === null || !skipsNothing))) return null;
  const name = report.format.toUpperCase();
  const now = isRowFormat
    ? `${table} is ${name} and read whole, ${formatBytes(likely)}`
    : `The filter on ${sortBy} skips no row group of ${table}, ${formatBytes(likely)}`;
  const sorted = sortBy === null ? '' : ` sorted by ${sortBy}`;
  return {
    code: 'store-otherwise',
    message: `${now}. Parquet with zstd${sorted} may read less; the playground’s “what if” writes it from the rows and measures.`,
    line: report.line,
    column: report.column,
    bytes: likely,
    layout: { table, sortBy },
  };
}

/** The first whole column of which a filter, in a form that every engine prunes by, leaves only some values. */
function filteredColumn({ planned }: Pick<ReportedScan, 'planned'>, clock: Clock): string | null {
  const { onData } = conjunctUses(planned.scan);
  const { leaves } = extractDomains(onData, { clock, unwrapsFunctions: false });
  return leaves.find(({ path }) => path.length === 0)?.name ?? null;
}
