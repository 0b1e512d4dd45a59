import type { Gain } from '../advice-report.js';
import type { StatementReport } from '../report.js';
import { gainOf } from './gain-of.js';

/** A layout that reads this many times less is worth storing a table otherwise. */
const leastRatio = 1.1;

/**
 * What a statement gains where its tables are stored otherwise; null where that is not worth the change. How early a
 * LIMIT stops depends on more than the layout: there only bounds that don't overlap count.
 */
export function gainOfLayout(before: StatementReport, after: StatementReport): Gain | null {
  const gain = gainOf(before.bytesScanned, after.bytesScanned);
  const stopsEarly = before.scans.some(({ reasons }) =>
    reasons.some(({ code }) => code === 'limit_stops_early'),
  );
  if (gain === null || (stopsEarly && gain !== 'certain')) return null;
  const [now, then] = [before.bytesScanned.likely ?? 0, after.bytesScanned.likely ?? 0];
  return then * leastRatio <= now ? gain : null;
}
