import type { EstimatedQuery } from '../../estimated-statement.js';
import { layoutOf } from '../../formats/layout-of.js';
import { leavesOf } from '../../scan/leaf-paths.js';
import type { Query } from '../../sql/tree.js';
import { type ReportedScan, scansOf } from './scans-of.js';

/** The scans that read every column because the query asks for `*`, of formats that would let columns stay unread. */
export function starScans(query: EstimatedQuery): readonly ReportedScan[] {
  return hasStar(query.tree) ? scansOf({ queries: [query] }).filter(readsEveryColumn) : [];
}

/** In the outermost SELECT, or in a branch of the outermost set operation. */
function hasStar({ body }: Query): boolean {
  if (body.kind === 'select') return body.items.some(({ kind }) => kind === 'star');
  if (body.kind === 'nested') return hasStar(body.query);
  return body.kind === 'set_operation' && (hasStar(body.left) || hasStar(body.right));
}

function readsEveryColumn({ report, planned }: ReportedScan): boolean {
  const { columns } = planned.scan.table;
  const leaves = columns.flatMap(leavesOf).length;
  return layoutOf(report.format) === 'columnar' && leaves > 1 && report.columns.length === leaves;
}
