import { layoutText } from '../render/layout-text.js';
import type { StatementReport } from '../report.js';
import type { Adviser, StatementLayout } from './adviser.js';
import { gainOf } from './gain-of.js';

/** A layout that reads this many times less is worth storing a table otherwise. */
const leastRatio = 1.1;

/** The tables that the statement reads, as another database of the catalog stores them. */
export const otherLayout: Adviser = {
  summary: 'Store the tables otherwise, as another database of the catalog does.',
  async suggest({ report }, { layouts, options }) {
    const present = layouts.find(({ layout }) => layout.database === options.database);
    const better = layouts.find((one) => one !== present && helpsMuch(one, report));
    if (better === undefined) return [];
    const tables = [...new Set(report.scans.map(({ table }) => table))].join(', ');
    const now = present === undefined ? '' : ` instead of ${nameOf(present)}`;
    return [
      {
        message: `Store ${tables} as ${nameOf(better)}${now}`,
        because: `Database ${better.layout.database} of the catalog stores it so, and there the same statement was estimated; another statement may read more there.`,
        rows: 'same_data',
        place: null,
        change: { kind: 'layout', layout: better },
      },
    ];
  },
};

/** How early a LIMIT stops depends on more than the layout: there only bounds that don't overlap count. */
function helpsMuch({ report: { bytesScanned: after } }: StatementLayout, before: StatementReport): boolean {
  const gain = gainOf(before.bytesScanned, after);
  if (gain === null) return false;
  const stopsEarly = before.scans.some(({ reasons }) =>
    reasons.some(({ code }) => code === 'limit_stops_early'),
  );
  if (stopsEarly && gain !== 'certain') return false;
  return (after.likely ?? 0) * leastRatio <= (before.bytesScanned.likely ?? 0);
}

function nameOf({ layout }: StatementLayout): string {
  return `${layoutText(layout)} (${layout.database})`;
}
