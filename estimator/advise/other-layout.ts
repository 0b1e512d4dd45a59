import { compare } from '../compare.js';
import { DryRunError } from '../errors.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import { layoutText } from '../render/layout-text.js';
import type { Comparison, LayoutComparison, StatementReport } from '../report.js';
import type { Adviser, AdviserContext } from './adviser.js';
import { gainOf } from './gain-of.js';

/** A layout that reads this many times less is worth storing a table otherwise. */
const leastRatio = 1.1;

/** The tables that the statement reads, as another database of the catalog stores them. */
export const otherLayout: Adviser = {
  summary: 'Store the tables otherwise, as another database of the catalog does.',
  async suggest(statement, context) {
    if (statement.report.scans.length === 0) return [];
    const comparison = await comparisonOf(statement, context);
    const layouts = comparison?.layouts ?? [];
    const present = layouts.find(({ database }) => database === context.options.database);
    const better = layouts.find((layout) => layout !== present && helpsMuch(layout, statement.report));
    if (better === undefined) return [];
    const tables = [...new Set(statement.report.scans.map(({ table }) => table))].join(', ');
    const now = present === undefined ? '' : ` instead of ${nameOf(present)}`;
    return [
      {
        message: `Store ${tables} as ${nameOf(better)}${now}`,
        because: `Database ${better.database} of the catalog stores it so, and there the same statement was estimated.`,
        rows: 'same_data',
        place: null,
        change: { kind: 'layout', layout: better },
      },
    ];
  },
};

/** Null where nothing can be compared: tables are named with their database, or are in one only. */
async function comparisonOf(
  { span, catalog, report }: EstimatedStatement,
  { text, options, comparison }: AdviserContext,
): Promise<Comparison | null> {
  if (comparison !== null) return comparison;
  try {
    const runsPerMonth = report.runsPerMonth ?? options.runsPerMonth;
    return await compare(text.slice(span.start, span.end), { ...options, catalog, runsPerMonth });
  } catch (error) {
    if (error instanceof DryRunError) return null;
    throw error;
  }
}

/** How early a LIMIT stops depends on more than the layout: there only bounds that don't overlap count. */
function helpsMuch({ report: { total, statements } }: LayoutComparison, before: StatementReport): boolean {
  const after = total.bytesScanned;
  const gain = gainOf(before.bytesScanned, after);
  if (gain === null || total.notEstimated > 0 || statements.length !== 1) return false;
  const stopsEarly = before.scans.some(({ reasons }) =>
    reasons.some(({ code }) => code === 'limit_stops_early'),
  );
  if (stopsEarly && gain !== 'certain') return false;
  return (after.likely ?? 0) * leastRatio <= (before.bytesScanned.likely ?? 0);
}

function nameOf(layout: LayoutComparison): string {
  return `${layoutText(layout)} (${layout.database})`;
}
