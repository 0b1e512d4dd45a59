import type { Table, View } from '../catalog/catalog.js';
import type { EstimateOptions } from '../estimate.js';
import type { EstimatedQuery } from '../estimated-statement.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import type { ScanReport } from '../report.js';
import { type ReferencePlace, referencePlace } from './reference-place.js';

/** A table reference of a query with every scan that it makes: two of a CTE that is used twice. */
export interface ReferencedTable {
  readonly scans: readonly [PlannedScan, ...PlannedScan[]];
  readonly place: ReferencePlace;
  readonly report: ScanReport;
}

/**
 * The table references of a query to which a condition can be added. Not those inside of views, of samples, and of
 * tables as they were at another time.
 */
export function referencedTables(
  query: EstimatedQuery,
  options: EstimateOptions,
): readonly ReferencedTable[] {
  const byStart = new Map<number, { scans: [PlannedScan, ...PlannedScan[]]; report: ScanReport }>();
  for (const [index, planned] of query.planned.scans.entries()) {
    const report = query.scans[index];
    if (report === undefined) continue;
    const { start } = planned.scan.span;
    const group = byStart.get(start);
    if (group === undefined) byStart.set(start, { scans: [planned], report });
    else group.scans.push(planned);
  }
  return [...byStart].flatMap(([start, { scans, report }]): readonly ReferencedTable[] => {
    const [{ scan }] = scans;
    const isPlain = scans.every((each) => each.scan.table === scan.table && isWhole(each));
    const place = isPlain ? referencePlace(query.text, start) : null;
    if (place === null || tableNamed(place.name, options) !== scan.table) return [];
    return [{ scans, place, report }];
  });
}

function isWhole({ scan }: PlannedScan): boolean {
  return scan.sample === null && !scan.timeTravel && scan.mostReads === 1;
}

/** A view is no table: its columns may be others of the same names. */
function tableNamed(
  name: readonly string[],
  { catalog, database }: EstimateOptions,
): Table | View | undefined {
  const own = catalog.databases.get(name.at(-2) ?? database.toLowerCase());
  return own?.tables.get(name.at(-1) ?? '');
}
